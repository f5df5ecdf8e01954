package com.suanpan.channel.mock;

import com.suanpan.channel.CallbackResult;
import com.suanpan.channel.CallbackResult.Reason;
import com.suanpan.channel.CallbackResult.Refused;
import com.suanpan.channel.RefundOrder;
import com.suanpan.channel.RefundResult;
import com.suanpan.channel.UnknownWhy;
import com.suanpan.money.Currency;
import com.suanpan.money.Money;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// What the channel says of a refund, in an answer or in a callback. Any field may be missing.
record MockRefund(
        @Nullable String merchantNo,
        @Nullable String orderNo,
        @Nullable String refundNo,
        @Nullable String refundTradeNo,
        @Nullable Long amount,
        @Nullable String currency,
        @Nullable String status,
        @Nullable OffsetDateTime refundedAt) {

    /// Whether an answer speaks of this refund, of its payment and of its amount.
    boolean isAbout(MockAccount account, RefundOrder order) {
        return account.merchantNo().equals(merchantNo)
                && order.payment().requestNo().equals(orderNo)
                && order.requestNo().equals(refundNo)
                && amount != null
                && amount == order.amount().minor()
                && isInCny();
    }

    /// What it tells as a genuine callback of our own.
    CallbackResult told() {
        return refundNo == null
                ? new Refused(Reason.UNREADABLE, "no refund_no")
                : new CallbackResult.RefundTold(
                        refundNo,
                        isInCny()
                                ? state()
                                : new RefundResult.Unknown(UnknownWhy.CONTRADICTS, "not in CNY"));
    }

    /// The state that it tells of a refund that it is about.
    RefundResult state() {
        return MockRefundStatus.of(status)
                .map(known ->
                        switch (known) {
                            case PROCESSING -> new RefundResult.Accepted(refundTradeNo);
                            case REFUNDED -> done();
                            case FAILED ->
                                    new RefundResult.Refused(known.name(), "the refund failed");
                            case STUCK ->
                                    new RefundResult.Stuck(
                                            known.name(), "the payer's account does not take it");
                        })
                .orElseGet(() ->
                        new RefundResult.Unknown(UnknownWhy.UNDEFINED, "refund status " + status));
    }

    private boolean isInCny() {
        return Currency.CNY.name().equals(currency);
    }

    private RefundResult done() {
        return refundTradeNo == null || refundedAt == null || amount == null || amount <= 0
                ? new RefundResult.Unknown(UnknownWhy.UNREADABLE, "no number, time or amount")
                : new RefundResult.Done(refundTradeNo, Money.cny(amount), refundedAt.toInstant());
    }
}
