package com.suanpan.channel.alipay;

import com.suanpan.channel.CallbackResult;
import com.suanpan.channel.CallbackResult.Reason;
import com.suanpan.channel.CallbackResult.RefundTold;
import com.suanpan.channel.CallbackResult.Refused;
import com.suanpan.channel.CallbackResult.Told;
import com.suanpan.channel.RawCallback;
import com.suanpan.channel.RefundResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// Reads Alipay's notices (异步通知): the form as it came, its signature, its merchant, then its trade.
///
/// A refund has no notice of its own: the trade's comes again with `refund_fee`, all that was refunded
/// so far, and `out_biz_no`, the refund that made it come. That proves nothing about this refund: it
/// is told as accepted, so that it is asked about.
final class AlipayCallback {

    private AlipayCallback() {}

    static CallbackResult read(AlipayAccount mine, RawCallback callback, Instant now) {
        return AlipayParameters.read(new String(callback.body(), StandardCharsets.ISO_8859_1))
                .map(notice -> told(mine, notice, now))
                .orElseGet(() -> new Refused(Reason.UNREADABLE, "no form"));
    }

    private static CallbackResult told(AlipayAccount mine, AlipayParameters notice, Instant now) {
        if (!notice.isGenuine(mine)) {
            return new Refused(Reason.BAD_SIGNATURE, "not signed by Alipay for this application");
        }
        if (!notice.isFor(mine)) {
            return new Refused(Reason.OTHER_MERCHANT, "another application or seller");
        }
        String type = notice.get("notify_type").orElse("none");
        if (!type.equals("trade_status_sync")) {
            return new Refused(Reason.UNKNOWN_EVENT, "notify_type " + type);
        }
        Optional<String> refund = notice.get("refund_fee").flatMap(_ -> notice.get("out_biz_no"));
        if (refund.isPresent()) {
            return new RefundTold(refund.get(), new RefundResult.Accepted(null));
        }
        return notice.get("out_trade_no")
                .<CallbackResult>map(number -> new Told(number, notice.trade(now).state()))
                .orElseGet(() -> new Refused(Reason.UNREADABLE, "no out_trade_no"));
    }
}
