package com.suanpan.channel.wechat;

import com.suanpan.channel.RefundOrder;
import com.suanpan.channel.RefundResult;
import com.suanpan.channel.UnknownWhy;
import com.suanpan.money.Currency;
import com.suanpan.money.Money;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// A refund object: an answer calls its state `status`, a notice `refund_status`. Only a notice names
/// the merchant.
record WechatRefund(
        @Nullable String mchid,
        @Nullable String outTradeNo,
        @Nullable String outRefundNo,
        @Nullable String refundId,
        @Nullable String status,
        @Nullable String refundStatus,
        @Nullable String successTime,
        @Nullable Amount amount) {

    /// In fen: `refund` is what this refund gives back, `total` the order's amount. A notice names no
    /// currency.
    record Amount(@Nullable Long refund, @Nullable Long total, @Nullable String currency) {}

    /// Whether an answer speaks of this refund, of its payment and of its amount.
    boolean isOf(RefundOrder order) {
        return order.requestNo().equals(outRefundNo)
                && order.payment().requestNo().equals(outTradeNo)
                && amount != null
                && amount.refund != null
                && amount.refund == order.amount().minor()
                && (amount.total == null || amount.total == order.payment().amount().minor());
    }

    boolean isInCny() {
        return amount == null
                || amount.currency == null
                || amount.currency.equals(Currency.CNY.name());
    }

    /// The word for its state, by whichever name it came.
    @Nullable String word() {
        return status == null ? refundStatus : status;
    }

    /// The state it tells; `toldAt` stands in for a time that WeChat leaves out.
    RefundResult state(Instant toldAt) {
        if (!isInCny()) {
            return new RefundResult.Unknown(UnknownWhy.CONTRADICTS, "another currency");
        }
        return WechatRefundStatus.of(word())
                .map(known ->
                        switch (known) {
                            case SUCCESS -> done(toldAt);
                            case PROCESSING -> new RefundResult.Accepted(refundId);
                            case CLOSED ->
                                    new RefundResult.Refused(known.name(), "the refund is closed");
                            case ABNORMAL ->
                                    new RefundResult.Stuck(
                                            known.name(), "the payer's account does not take it");
                        })
                .orElseGet(() ->
                        new RefundResult.Unknown(UnknownWhy.UNDEFINED, "refund status " + word()));
    }

    private RefundResult done(Instant toldAt) {
        return refundId == null || amount == null || amount.refund == null || amount.refund <= 0
                ? new RefundResult.Unknown(UnknownWhy.UNREADABLE, "done without number or amount")
                : new RefundResult.Done(refundId, Money.cny(amount.refund), time(toldAt));
    }

    private Instant time(Instant toldAt) {
        try {
            return successTime == null ? toldAt : OffsetDateTime.parse(successTime).toInstant();
        } catch (DateTimeException e) {
            return toldAt;
        }
    }
}
