package com.suanpan.channel.wechat;

import com.suanpan.channel.AskPlan;
import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.RefundOrder;
import com.suanpan.channel.RefundResult;
import com.suanpan.channel.UnknownWhy;
import com.suanpan.channel.WireJson;
import com.suanpan.channel.wechat.WechatLine.Reply;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Money given back through WeChat (申请退款, 查询单笔退款), the same in all scenes. An accepted refund is
/// under way for a minute, or for days where it goes to a card.
final class WechatRefunds {

    static final AskPlan ASK_PLAN =
            new AskPlan(
                    List.of(
                            Duration.ofMinutes(1),
                            Duration.ofMinutes(2),
                            Duration.ofMinutes(5),
                            Duration.ofMinutes(10),
                            Duration.ofMinutes(30),
                            Duration.ofHours(1)),
                    Duration.ZERO,
                    Duration.ZERO);

    private static final String PATH = "/v3/refund/domestic/refunds";
    private static final int LONGEST_REASON = 80;

    private final WechatLine line;

    WechatRefunds(WechatLine line) {
        this.line = line;
    }

    RefundResult refund(ChannelAccount account, RefundOrder order) {
        return switch (line.post(account, "refund", order.requestNo(), PATH, body(order))) {
            case Reply.Said(_, var answer) -> state(order, answer);
            case Reply.Erred(var meaning, var code, var text) -> refused(meaning, code, text);
            case Reply.NotSent(var why) -> new RefundResult.NotSent(why);
            case Reply.Unknown(var why, var detail) -> new RefundResult.Unknown(why, detail);
        };
    }

    RefundResult query(ChannelAccount account, RefundOrder order) {
        String address = PATH + "/" + WechatPayment.encoded(order.requestNo());
        return switch (line.get(account, "refund_query", order.requestNo(), address)) {
            case Reply.Said(_, var answer) -> state(order, answer);
            case Reply.Erred(var meaning, var code, _) ->
                    meaning == WechatMeaning.NO_SUCH_THING
                            ? new RefundResult.NoSuchRefund()
                            : new RefundResult.Unknown(meaning.leavesUnknown(), code);
            case Reply.NotSent(var why) -> new RefundResult.Unknown(UnknownWhy.NOT_SENT, why);
            case Reply.Unknown(var why, var detail) -> new RefundResult.Unknown(why, detail);
        };
    }

    /// Equal for equal orders: the same number with anything else in it is another refund to WeChat.
    private static Map<String, Object> body(RefundOrder order) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("out_trade_no", order.payment().requestNo());
        body.put("out_refund_no", order.requestNo());
        order.reasonWithin(LONGEST_REASON).ifPresent(reason -> body.put("reason", reason));
        body.put("notify_url", order.callbackUrl());
        body.put(
                "amount",
                Map.of(
                        "refund", order.amount().minor(),
                        "total", order.payment().amount().minor(),
                        "currency", order.amount().currency()));
        return body;
    }

    private RefundResult state(RefundOrder order, byte[] answer) {
        return WireJson.read(answer, WechatRefund.class)
                .map(refund ->
                        refund.isOf(order)
                                ? refund.state(line.now())
                                : new RefundResult.Unknown(
                                        UnknownWhy.CONTRADICTS, "another refund or amount"))
                .orElseGet(() -> new RefundResult.Unknown(UnknownWhy.UNREADABLE, "no refund"));
    }

    private static RefundResult refused(WechatMeaning meaning, String code, String text) {
        return switch (meaning) {
            case REFUSED, ACCOUNT_REFUSED, REFUND_REFUSED, NO_SUCH_THING ->
                    new RefundResult.Refused(code, text);
            case SHORT_OF_FUNDS -> new RefundResult.ShortOfFunds(code, text);
            case PAYING, NUMBER_USED, NO_SUCH_ORDER, THROTTLED, UNSURE, UNDEFINED ->
                    new RefundResult.Unknown(meaning.leavesUnknown(), code);
        };
    }
}
