package com.suanpan.payment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All cases that a batch may change, found by each of their numbers, and the effects so far.
final class Workbench {

    final Effects effects = new Effects();
    private final Map<String, PaymentCase> byPayOrderNo = new LinkedHashMap<>();
    private final Map<String, PaymentFlow> flows = new HashMap<>();
    private final Map<OrderKey, PaymentCase> byOrderNo = new HashMap<>();

    /// A merchant's own number of an order.
    record OrderKey(String merchantId, String orderNo) {}

    Workbench(Collection<PaymentOrder> orders, Collection<PaymentFlow> read) {
        Map<String, List<PaymentFlow>> flowsOf = new HashMap<>();
        for (PaymentFlow flow : read) {
            flows.put(flow.facts.flowNo(), flow);
            flowsOf.computeIfAbsent(flow.facts.payOrderNo(), n -> new ArrayList<>()).add(flow);
        }
        for (PaymentOrder order : orders) {
            add(new PaymentCase(order, flowsOf.getOrDefault(order.facts.payOrderNo(), List.of())));
        }
    }

    Collection<PaymentCase> cases() {
        return byPayOrderNo.values();
    }

    @Nullable PaymentCase byPayOrderNo(String payOrderNo) {
        return byPayOrderNo.get(payOrderNo);
    }

    @Nullable PaymentCase byOrderNo(String merchantId, String orderNo) {
        return byOrderNo.get(new OrderKey(merchantId, orderNo));
    }

    /// The case of a flow, one opened in this batch too.
    @Nullable PaymentCase byFlowNo(String flowNo) {
        PaymentFlow read = flows.get(flowNo);
        if (read != null) {
            return byPayOrderNo.get(read.facts.payOrderNo());
        }
        return cases().stream().filter(c -> c.flow(flowNo).isPresent()).findFirst().orElse(null);
    }

    void add(PaymentCase added) {
        byPayOrderNo.put(added.order.facts.payOrderNo(), added);
        byOrderNo.put(
                new OrderKey(added.order.facts.merchantId(), added.order.facts.orderNo()), added);
    }
}
