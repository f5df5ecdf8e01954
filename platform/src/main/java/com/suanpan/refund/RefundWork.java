package com.suanpan.refund;

import com.suanpan.channel.FlowRef;
import com.suanpan.money.Money;
import com.suanpan.payment.PaidOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a channel is called with for a refund.
///
/// @param payment the payment whose money goes back
record RefundWork(
        String payOrderNo,
        String refundFlowNo,
        String channelCode,
        String payMethod,
        FlowRef payment,
        Money amount,
        @Nullable String reason,
        RefundStage stage,
        Instant createdAt) {

    static RefundWork of(PaidOrder order, Refund refund) {
        return new RefundWork(
                order.payOrderNo(),
                refund.facts.refundFlowNo(),
                order.channelCode(),
                order.payMethod(),
                order.ref(),
                refund.facts.amount(),
                refund.facts.reason(),
                refund.stage(),
                refund.facts.createdAt());
    }
}
