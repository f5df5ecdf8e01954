package com.suanpan.channel.wechat;

import com.suanpan.channel.CallbackResult;
import com.suanpan.channel.CallbackResult.Irrelevant;
import com.suanpan.channel.CallbackResult.Reason;
import com.suanpan.channel.CallbackResult.Refused;
import com.suanpan.channel.CallbackResult.Told;
import com.suanpan.channel.RawCallback;
import com.suanpan.channel.WireJson;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads WeChat's callbacks: signature over the raw bytes, time, what happened, then the order inside.
final class WechatCallback {

    private static final String PAID = "TRANSACTION.SUCCESS";

    /// Defined, but not about an order that is being paid here.
    private static final Set<String> OTHER_EVENTS =
            Set.of(
                    "TRANSACTION.FAIL",
                    "REFUND.SUCCESS",
                    "REFUND.ABNORMAL",
                    "REFUND.CLOSED",
                    "MCHTRANSFER.BILL.FINISHED",
                    "ENTRUST.SIGN",
                    "ENTRUST.TERMINATE");

    private WechatCallback() {}

    static CallbackResult read(WechatAccount mine, RawCallback callback, Instant now) {
        WechatSignature signature = WechatSignature.claimed(callback::header);
        if (!signature.isGenuine(mine, callback.body())) {
            return new Refused(Reason.BAD_SIGNATURE, "serial " + signature.serial());
        }
        if (!signature.isFresh(now)) {
            return new Refused(Reason.STALE, "signed at " + signature.timestamp());
        }
        return WireJson.read(callback.body(), WechatNotice.class)
                .map(notice -> told(mine, notice, now))
                .orElseGet(() -> new Refused(Reason.UNREADABLE, "no notice"));
    }

    private static CallbackResult told(WechatAccount mine, WechatNotice notice, Instant now) {
        @Nullable String event = notice.eventType();
        if (event == null || !event.equals(PAID)) {
            return event != null && OTHER_EVENTS.contains(event)
                    ? new Irrelevant(event)
                    : new Refused(Reason.UNKNOWN_EVENT, "event_type " + event);
        }
        Optional<WechatTransaction> inside =
                notice.opened(mine.apiV3Key())
                        .flatMap(json -> WireJson.read(json, WechatTransaction.class));
        if (inside.isEmpty()) {
            return new Refused(Reason.UNREADABLE, "the resource does not open with our key");
        }
        WechatTransaction transaction = inside.get();
        if (!transaction.isOf(mine)) {
            return new Refused(Reason.OTHER_MERCHANT, "merchant " + transaction.mchid());
        }
        return transaction.outTradeNo() == null
                ? new Refused(Reason.UNREADABLE, "no out_trade_no")
                : new Told(transaction.outTradeNo(), transaction.state(now));
    }
}
