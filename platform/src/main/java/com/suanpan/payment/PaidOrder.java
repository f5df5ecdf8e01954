package com.suanpan.payment;

import com.suanpan.channel.FlowRef;
import com.suanpan.merchant.SettleMode;
import com.suanpan.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A paid order and the flow that paid it, with how much of its money goes back (M7), as it stands under
/// the lock of both rows. The sums can only be moved so that `refunding + refunded <= paid`.
///
/// @param fee what the merchant paid for it
/// @param flowNo the flow that paid; its channel gives the money back
/// @param sentAt when that flow was sent to its channel
/// @param refunding reserved for refunds that are under way (退款中)
/// @param refunded given back (已退)
public record PaidOrder(
        String payOrderNo,
        String merchantId,
        String orderNo,
        SettleMode settleMode,
        Money fee,
        OrderStage stage,
        String flowNo,
        String channelCode,
        String payMethod,
        String channelRequestNo,
        @Nullable String channelOrderNo,
        Instant sentAt,
        Money paid,
        Money refunding,
        Money refunded) {

    /// What may still be reserved.
    public Money left() {
        return paid.minus(refunding).minus(refunded);
    }

    /// A refund is accepted; throws if less is left.
    public PaidOrder reserved(Money amount) {
        if (amount.isMoreThan(left())) {
            throw new IllegalStateException(flowNo + ": M7, of " + left() + " left: " + amount);
        }
        return with(stage, refunding.plus(amount), refunded);
    }

    /// A refund that was reserved has succeeded.
    public PaidOrder givenBack(Money amount) {
        Money back = refunded.plus(amount);
        OrderStage next = back.equals(paid) ? OrderStage.REFUNDED : OrderStage.PARTLY_REFUNDED;
        if (stage != next && !stage.canBecome(next)) {
            throw new IllegalStateException(payOrderNo + ": " + stage + " never becomes " + next);
        }
        return with(next, refunding.minus(amount), back);
    }

    /// A refund that was reserved has failed.
    public PaidOrder freed(Money amount) {
        return with(stage, refunding.minus(amount), refunded);
    }

    /// What the channel is asked by about the payment.
    public FlowRef ref() {
        return new FlowRef(channelRequestNo, channelOrderNo, paid, sentAt);
    }

    private PaidOrder with(OrderStage stage, Money refunding, Money refunded) {
        return new PaidOrder(
                payOrderNo,
                merchantId,
                orderNo,
                settleMode,
                fee,
                stage,
                flowNo,
                channelCode,
                payMethod,
                channelRequestNo,
                channelOrderNo,
                sentAt,
                paid,
                refunding,
                refunded);
    }
}
