package com.suanpan.refund;

import com.suanpan.ledger.Operation;
import com.suanpan.outbound.Alert;
import com.suanpan.outbound.Foreign;
import com.suanpan.payment.PaidOrder;
import com.suanpan.payment.PaidOrders;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All refunds and paid orders that a batch may change, found by their numbers, and what is to be done
/// beside: ledger operations, refunds that became final, alerts.
final class RefundBench {

    final Purse purse;
    final List<Operation> operations = new ArrayList<>();
    final List<RefundView> finals = new ArrayList<>();
    final List<Alert> alarms = new ArrayList<>();
    private final Map<String, Refund> byFlowNo = new LinkedHashMap<>();
    private final Map<Key, Refund> byRefundNo = new HashMap<>();
    private final Map<String, PaidOrder> read = new LinkedHashMap<>();
    private final Map<String, PaidOrder> orders = new HashMap<>();

    /// A merchant's own number of a refund.
    record Key(String merchantId, String refundNo) {}

    RefundBench(Collection<PaidOrder> orders, Collection<Refund> refunds, Purse purse) {
        this.purse = purse;
        orders.forEach(order -> read.put(order.payOrderNo(), order));
        this.orders.putAll(read);
        refunds.forEach(this::add);
    }

    void add(Refund refund) {
        byFlowNo.put(refund.facts.refundFlowNo(), refund);
        byRefundNo.put(new Key(refund.facts.merchantId(), refund.facts.refundNo()), refund);
    }

    Collection<Refund> refunds() {
        return byFlowNo.values();
    }

    /// Those of one order.
    List<Refund> refundsOf(String payOrderNo) {
        return refunds().stream().filter(r -> r.facts.payOrderNo().equals(payOrderNo)).toList();
    }

    @Nullable Refund byFlowNo(String refundFlowNo) {
        return byFlowNo.get(refundFlowNo);
    }

    @Nullable Refund byRefundNo(String merchantId, String refundNo) {
        return byRefundNo.get(new Key(merchantId, refundNo));
    }

    /// As decided so far; null if it is not paid.
    @Nullable PaidOrder order(String payOrderNo) {
        return orders.get(payOrderNo);
    }

    /// The order of a refund, which is paid, or there would be no refund.
    PaidOrder orderOf(Refund refund) {
        PaidOrder order = orders.get(refund.facts.payOrderNo());
        if (order == null) {
            throw new IllegalStateException(
                    refund.facts.refundFlowNo() + ": its order is not paid");
        }
        return order;
    }

    void put(PaidOrder order) {
        orders.put(order.payOrderNo(), order);
    }

    /// The orders whose sums were moved.
    List<PaidOrders.Moved> moved() {
        List<PaidOrders.Moved> moved = new ArrayList<>();
        for (PaidOrder before : read.values()) {
            PaidOrder after = orders.getOrDefault(before.payOrderNo(), before);
            if (!after.equals(before)) {
                moved.add(new PaidOrders.Moved(before, after));
            }
        }
        return moved;
    }

    void alarm(String kind, String subject, String text) {
        alarms.add(new Alert(kind, subject, Foreign.text(text)));
    }
}
