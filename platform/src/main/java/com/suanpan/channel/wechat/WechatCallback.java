package com.suanpan.channel.wechat;

import com.suanpan.channel.CallbackResult;
import com.suanpan.channel.CallbackResult.Irrelevant;
import com.suanpan.channel.CallbackResult.Reason;
import com.suanpan.channel.CallbackResult.RefundTold;
import com.suanpan.channel.CallbackResult.Refused;
import com.suanpan.channel.CallbackResult.Told;
import com.suanpan.channel.PaymentHandler;
import com.suanpan.channel.RawCallback;
import com.suanpan.channel.RefundResult;
import com.suanpan.channel.UnknownWhy;
import com.suanpan.channel.WireJson;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Reads WeChat's callbacks: signature over the raw bytes, time, what happened, then the order or the
/// refund inside.
final class WechatCallback {

    private static final String PAID = "TRANSACTION.SUCCESS";
    private static final String REFUND = "REFUND.";
    private static final Set<String> REFUNDS =
            Set.of(REFUND + "SUCCESS", REFUND + "ABNORMAL", REFUND + "CLOSED");

    /// Defined, but neither about an order that is being paid here nor about a refund.
    private static final Set<String> OTHER_EVENTS =
            Set.of(
                    "TRANSACTION.FAIL",
                    "MCHTRANSFER.BILL.FINISHED",
                    "ENTRUST.SIGN",
                    "ENTRUST.TERMINATE");

    private WechatCallback() {}

    /// `asked` is the event of our address: there a payment's notice tells of a payment and a refund's
    /// of a refund, and the other one is of no concern.
    static CallbackResult read(
            WechatAccount mine, String asked, RawCallback callback, Instant now) {
        WechatSignature signature = WechatSignature.claimed(callback::header);
        if (!signature.isGenuine(mine, callback.body())) {
            return new Refused(Reason.BAD_SIGNATURE, "serial " + signature.serial());
        }
        if (!signature.isFresh(now)) {
            return new Refused(Reason.STALE, "signed at " + signature.timestamp());
        }
        return WireJson.read(callback.body(), WechatNotice.class)
                .map(notice -> told(mine, asked, notice, now))
                .orElseGet(() -> new Refused(Reason.UNREADABLE, "no notice"));
    }

    private static CallbackResult told(
            WechatAccount mine, String asked, WechatNotice notice, Instant now) {
        String event = String.valueOf(notice.eventType());
        boolean isRefund = REFUNDS.contains(event);
        if (!isRefund && !event.equals(PAID)) {
            return OTHER_EVENTS.contains(event)
                    ? new Irrelevant(event)
                    : new Refused(Reason.UNKNOWN_EVENT, "event_type " + event);
        }
        if (isRefund != asked.equals(PaymentHandler.REFUND)) {
            return new Irrelevant(event);
        }
        Optional<byte[]> inside = notice.opened(mine.apiV3Key());
        return isRefund
                ? inside.flatMap(json -> WireJson.read(json, WechatRefund.class))
                        .map(refund -> refunded(mine, event, refund, now))
                        .orElseGet(WechatCallback::sealed)
                : inside.flatMap(json -> WireJson.read(json, WechatTransaction.class))
                        .map(transaction -> paid(mine, transaction, now))
                        .orElseGet(WechatCallback::sealed);
    }

    private static CallbackResult sealed() {
        return new Refused(Reason.UNREADABLE, "the resource does not open with our key");
    }

    private static CallbackResult paid(
            WechatAccount mine, WechatTransaction transaction, Instant now) {
        if (!transaction.isOf(mine)) {
            return new Refused(Reason.OTHER_MERCHANT, "merchant " + transaction.mchid());
        }
        return transaction.outTradeNo() == null
                ? new Refused(Reason.UNREADABLE, "no out_trade_no")
                : new Told(transaction.outTradeNo(), transaction.state(now));
    }

    /// Event and state tell the same thing twice; where they differ, neither is believed.
    private static CallbackResult refunded(
            WechatAccount mine, String event, WechatRefund refund, Instant now) {
        if (!mine.mchId().equals(refund.mchid())) {
            return new Refused(Reason.OTHER_MERCHANT, "merchant " + refund.mchid());
        }
        if (refund.outRefundNo() == null) {
            return new Refused(Reason.UNREADABLE, "no out_refund_no");
        }
        boolean odd =
                WechatRefundStatus.of(refund.word()).isPresent()
                        && !event.equals(REFUND + refund.word());
        return new RefundTold(
                refund.outRefundNo(),
                odd
                        ? new RefundResult.Unknown(
                                UnknownWhy.CONTRADICTS, event + " of " + refund.word())
                        : refund.state(now));
    }
}
