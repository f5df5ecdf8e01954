package com.suanpan.channel.alipay;

import com.suanpan.channel.AskPlan;
import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.RefundOrder;
import com.suanpan.channel.RefundResult;
import com.suanpan.channel.UnknownWhy;
import com.suanpan.channel.alipay.AlipayLine.Reply;
import com.suanpan.money.Currency;
import com.suanpan.money.Money;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Money given back through Alipay (统一收单交易退款, 退款查询), the same in all scenes: at once, or it is asked
/// about after ten seconds. Alipay has no number of its own for a refund.
final class AlipayRefunds {

    static final AskPlan ASK_PLAN =
            new AskPlan(
                    List.of(
                            Duration.ofSeconds(15),
                            Duration.ofSeconds(30),
                            Duration.ofMinutes(1),
                            Duration.ofMinutes(5),
                            Duration.ofMinutes(10),
                            Duration.ofMinutes(30),
                            Duration.ofHours(1)),
                    Duration.ZERO,
                    Duration.ZERO);

    private static final String REFUND = "alipay.trade.refund";
    private static final String QUERY = "alipay.trade.fastpay.refund.query";
    private static final String DONE = "REFUND_SUCCESS";
    private static final int LONGEST_REASON = 256;

    private final AlipayLine line;

    AlipayRefunds(AlipayLine line) {
        this.line = line;
    }

    RefundResult refund(ChannelAccount account, RefundOrder order) {
        Map<String, Object> content = numbers(order);
        content.put("refund_amount", order.amount().text());
        order.reasonWithin(LONGEST_REASON)
                .ifPresent(reason -> content.put("refund_reason", reason));
        return switch (line.call(account, REFUND, order.requestNo(), content, Map.of())) {
            case Reply.Said(var meaning, var response) -> refunded(order, meaning, response);
            case Reply.NotSent(var why) -> new RefundResult.NotSent(why);
            case Reply.Unknown(var why, var detail) -> new RefundResult.Unknown(why, detail);
        };
    }

    RefundResult query(ChannelAccount account, RefundOrder order) {
        Map<String, Object> content = numbers(order);
        content.put("query_options", List.of("gmt_refund_pay"));
        return switch (line.call(account, QUERY, order.requestNo(), content, Map.of())) {
            case Reply.Said(var meaning, var response) ->
                    meaning == AlipayMeaning.DONE
                            ? state(order, response)
                            : new RefundResult.Unknown(meaning.leavesUnknown(), response.reason());
            case Reply.NotSent(var why) -> new RefundResult.Unknown(UnknownWhy.NOT_SENT, why);
            case Reply.Unknown(var why, var detail) -> new RefundResult.Unknown(why, detail);
        };
    }

    private static Map<String, Object> numbers(RefundOrder order) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("out_trade_no", order.payment().requestNo());
        content.put("out_request_no", order.requestNo());
        return content;
    }

    private RefundResult refunded(
            RefundOrder order, AlipayMeaning meaning, AlipayResponse response) {
        return switch (meaning) {
            case DONE -> moved(order, response);
            case REFUSED, REFUND_REFUSED, REFUSED_AT_THE_DOOR ->
                    new RefundResult.Refused(response.reason(), response.text());
            case SHORT_OF_FUNDS ->
                    new RefundResult.ShortOfFunds(response.reason(), response.text());
            case PAYING, NUMBER_USED, NO_SUCH_TRADE, THROTTLED, UNSURE, UNDEFINED ->
                    new RefundResult.Unknown(meaning.leavesUnknown(), response.reason());
        };
    }

    /// `fund_change` says whether this call moved money. `refund_fee` is what was refunded of the trade
    /// so far: never less than this refund, never more than the trade.
    private RefundResult moved(RefundOrder order, AlipayResponse response) {
        if (!response.isAbout(order.payment().requestNo())) {
            return new RefundResult.Unknown(UnknownWhy.CONTRADICTS, "another trade");
        }
        return switch (Objects.requireNonNullElse(response.fundChange(), "none")) {
            case "Y" ->
                    yuan(response.refundFee())
                            .map(soFar ->
                                    covers(order, soFar)
                                            ? done(order, response)
                                            : new RefundResult.Unknown(
                                                    UnknownWhy.CONTRADICTS, "refund_fee " + soFar))
                            .orElseGet(() ->
                                    new RefundResult.Unknown(
                                            UnknownWhy.UNREADABLE, "no refund_fee"));
            case "N" -> new RefundResult.Accepted(null);
            default ->
                    new RefundResult.Unknown(
                            UnknownWhy.UNDEFINED, "fund_change " + response.fundChange());
        };
    }

    private static boolean covers(RefundOrder order, Money soFar) {
        return soFar.minor() >= order.amount().minor()
                && soFar.minor() <= order.payment().amount().minor();
    }

    /// Only `REFUND_SUCCESS` is an end; a refund without a status is not done, and one without its
    /// number is none.
    private RefundResult state(RefundOrder order, AlipayResponse response) {
        String status = response.refundStatus();
        if (response.outRequestNo() == null && status == null) {
            return new RefundResult.NoSuchRefund();
        }
        if (!order.requestNo().equals(response.outRequestNo())
                || !response.isAbout(order.payment().requestNo())) {
            return new RefundResult.Unknown(UnknownWhy.CONTRADICTS, "another refund");
        }
        if (status == null) {
            return new RefundResult.Accepted(null);
        }
        if (!status.equals(DONE)) {
            return new RefundResult.Unknown(UnknownWhy.UNDEFINED, "refund_status " + status);
        }
        Optional<Money> amount = yuan(response.refundAmount());
        if (amount.isEmpty()) {
            return new RefundResult.Unknown(UnknownWhy.UNREADABLE, "no refund_amount");
        }
        return amount.get().equals(order.amount())
                ? done(order, response)
                : new RefundResult.Unknown(UnknownWhy.CONTRADICTS, "refund_amount " + amount.get());
    }

    private RefundResult done(RefundOrder order, AlipayResponse response) {
        return new RefundResult.Done(null, order.amount(), time(response.gmtRefundPay()));
    }

    private static Optional<Money> yuan(@Nullable String text) {
        return Optional.ofNullable(text).flatMap(yuan -> Money.parse(yuan, Currency.CNY));
    }

    /// Alipay's time, or ours if it leaves its own out.
    private Instant time(@Nullable String at) {
        try {
            return at == null
                    ? line.now()
                    : LocalDateTime.parse(at, AlipayTrade.TIME)
                            .atZone(AlipayTrade.CHINA)
                            .toInstant();
        } catch (DateTimeException e) {
            return line.now();
        }
    }
}
