package com.suanpan.payment;

import com.suanpan.number.Lanes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads of orders with their flows, on the primary, without locks.
@Component
class PaymentReads {

    private final PaymentOrders orders;
    private final PaymentFlows flows;
    private final Lanes lanes;

    PaymentReads(PaymentOrders orders, PaymentFlows flows, Lanes lanes) {
        this.orders = orders;
        this.flows = flows;
        this.lanes = lanes;
    }

    /// An order of this merchant; another merchant's is not found.
    Optional<OrderView> find(
            String merchantId, @Nullable String orderNo, @Nullable String payOrderNo) {
        int lane = lanes.ofMerchant(merchantId);
        Optional<PaymentOrder> order =
                payOrderNo != null
                        ? orders.find(lane, payOrderNo)
                                .filter(o -> o.facts.merchantId().equals(merchantId))
                                .filter(o -> orderNo == null || o.facts.orderNo().equals(orderNo))
                        : orderNo != null
                                ? orders.find(lane, merchantId, orderNo)
                                : Optional.empty();
        return order.map(o -> whole(lane, o).view());
    }

    Optional<OrderView> find(String payOrderNo) {
        int lane = lanes.ofNumber(payOrderNo);
        return lane < 0 ? Optional.empty() : read(lane, payOrderNo).map(PaymentCase::view);
    }

    Optional<OrderView> findByToken(String cashierToken) {
        OptionalInt slot = CashierToken.slot(cashierToken);
        if (slot.isEmpty()) {
            return Optional.empty();
        }
        int lane = lanes.ofSlot(slot.getAsInt());
        return orders.findByToken(lane, cashierToken).map(o -> whole(lane, o).view());
    }

    Optional<PaymentCase> read(int lane, String payOrderNo) {
        return orders.find(lane, payOrderNo).map(o -> whole(lane, o));
    }

    List<PaymentFlow> flows(int lane, String payOrderNo) {
        return flows.of(lane, payOrderNo);
    }

    void sync(int lane, List<String> payOrderNos, SyncStatus status, Instant now) {
        orders.sync(lane, payOrderNos, status, now);
    }

    private PaymentCase whole(int lane, PaymentOrder order) {
        return new PaymentCase(order, flows.of(lane, order.facts.payOrderNo()));
    }
}
