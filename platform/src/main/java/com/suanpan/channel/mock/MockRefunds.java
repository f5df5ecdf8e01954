package com.suanpan.channel.mock;

import com.suanpan.channel.AskPlan;
import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.RefundOrder;
import com.suanpan.channel.RefundResult;
import com.suanpan.channel.UnknownWhy;
import com.suanpan.channel.mock.MockLine.Reply;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Money given back through the mock channel, the same in all scenes.
final class MockRefunds {

    static final AskPlan ASK_PLAN =
            new AskPlan(
                    List.of(
                            Duration.ofSeconds(2),
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(15),
                            Duration.ofMinutes(1)),
                    Duration.ZERO,
                    Duration.ZERO);

    private static final int LONGEST_REASON = 80;

    private final MockLine line;

    MockRefunds(MockLine line) {
        this.line = line;
    }

    RefundResult refund(ChannelAccount account, RefundOrder order) {
        MockAccount mine = line.parsed(account);
        Map<String, Object> question = numbers(mine, order);
        question.put("amount", order.amount().minor());
        question.put("currency", order.amount().currency());
        question.put("notify_url", order.callbackUrl());
        order.reasonWithin(LONGEST_REASON).ifPresent(reason -> question.put("reason", reason));
        return switch (line.ask(account, "refund", order.requestNo(), question)) {
            case Reply.Said(var code, var message) -> refunded(mine, order, code, message);
            case Reply.NotSent(var why) -> new RefundResult.NotSent(why);
            case Reply.Unknown(var why, var detail) -> new RefundResult.Unknown(why, detail);
        };
    }

    private static RefundResult refunded(
            MockAccount mine, RefundOrder order, MockCode code, MockMessage message) {
        return switch (code) {
            case SUCCESS -> state(mine, order, message.refund());
            case PARAM_ERROR, SIGN_ERROR, TIMESTAMP_EXPIRED, MERCHANT_UNKNOWN, REFUSED ->
                    new RefundResult.Refused(code.name(), message.text());
            case SHORT_OF_FUNDS -> new RefundResult.ShortOfFunds(code.name(), message.text());
            case ORDER_NOT_FOUND,
                    REFUND_NOT_FOUND,
                    ORDER_CONFLICT,
                    ORDER_PAID,
                    ORDER_CLOSED,
                    REFUND_CONFLICT,
                    RATE_LIMITED,
                    SYSTEM_ERROR ->
                    new RefundResult.Unknown(code.leavesUnknown(), code.name());
        };
    }

    RefundResult query(ChannelAccount account, RefundOrder order) {
        MockAccount mine = line.parsed(account);
        return switch (line.ask(account, "refund_query", order.requestNo(), numbers(mine, order))) {
            case Reply.Said(var code, var message) -> asked(mine, order, code, message);
            case Reply.NotSent(var why) -> new RefundResult.Unknown(UnknownWhy.NOT_SENT, why);
            case Reply.Unknown(var why, var detail) -> new RefundResult.Unknown(why, detail);
        };
    }

    private static RefundResult asked(
            MockAccount mine, RefundOrder order, MockCode code, MockMessage message) {
        return switch (code) {
            case SUCCESS -> state(mine, order, message.refund());
            case REFUND_NOT_FOUND -> new RefundResult.NoSuchRefund();
            case PARAM_ERROR,
                    SIGN_ERROR,
                    TIMESTAMP_EXPIRED,
                    MERCHANT_UNKNOWN,
                    REFUSED,
                    SHORT_OF_FUNDS,
                    ORDER_NOT_FOUND,
                    ORDER_CONFLICT,
                    ORDER_PAID,
                    ORDER_CLOSED,
                    REFUND_CONFLICT,
                    RATE_LIMITED,
                    SYSTEM_ERROR ->
                    new RefundResult.Unknown(code.leavesUnknown(), code.name());
        };
    }

    private static RefundResult state(MockAccount mine, RefundOrder order, MockRefund refund) {
        return refund.isAbout(mine, order)
                ? refund.state()
                : new RefundResult.Unknown(UnknownWhy.CONTRADICTS, "another refund or amount");
    }

    private static Map<String, Object> numbers(MockAccount mine, RefundOrder order) {
        Map<String, Object> numbers = new HashMap<>();
        numbers.put("merchant_no", mine.merchantNo());
        numbers.put("order_no", order.payment().requestNo());
        numbers.put("refund_no", order.requestNo());
        return numbers;
    }
}
