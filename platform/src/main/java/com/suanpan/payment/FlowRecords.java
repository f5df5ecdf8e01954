package com.suanpan.payment;

import com.suanpan.store.OrderRecords;
import com.suanpan.store.RecordRow;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// The attempts of an order for operators, without what names the payer or pays.
@Component
@Order(1)
class FlowRecords implements OrderRecords {

    private final PaymentFlows flows;

    FlowRecords(PaymentFlows flows) {
        this.flows = flows;
    }

    @Override
    public String name() {
        return "flows";
    }

    @Override
    public List<RecordRow> of(Numbers numbers) {
        return flows.of(numbers.lane(), numbers.payOrderNo()).stream()
                .map(FlowRecords::row)
                .toList();
    }

    private static RecordRow row(PaymentFlow flow) {
        FlowState state = flow.state();
        return new RecordRow()
                .put("flow_no", flow.facts.flowNo())
                .put("status", state.stage().status())
                .put("stage", state.stage())
                .put("pay_method", flow.facts.payMethod())
                .put("channel_code", flow.facts.channelCode())
                .put("channel_request_no", flow.facts.channelRequestNo())
                .put("channel_order_no", state.channelOrderNo())
                .put("amount", flow.facts.amount())
                .put("paid", state.paid())
                .put("error_code", state.errorCode())
                .put("error_msg", state.errorText())
                .put("created_at", flow.facts.createdAt())
                .put("call_until", state.callUntil())
                .put("limit_at", flow.facts.limitAt())
                .put("asked", state.asked())
                .put("ask_at", state.askAt())
                .put("overdue_at", state.overdueAt())
                .put("paid_at", state.paidAt())
                .put("completed_at", state.completedAt());
    }
}
