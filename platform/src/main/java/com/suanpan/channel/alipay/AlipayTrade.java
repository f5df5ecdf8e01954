package com.suanpan.channel.alipay;

import com.suanpan.channel.QueryResult;
import com.suanpan.channel.UnknownWhy;
import com.suanpan.money.Currency;
import com.suanpan.money.Money;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What Alipay tells of a trade, in an answer or in a notice.
///
/// @param total the order's amount in yuan, before coupons
/// @param paidAt when it was paid, UTC+8; only there if it ever was
/// @param refunded what was refunded so far; only there if something was
/// @param toldAt when we were told
record AlipayTrade(
        @Nullable String tradeNo,
        @Nullable String status,
        @Nullable String total,
        @Nullable String paidAt,
        @Nullable String refunded,
        @Nullable String payer,
        Instant toldAt) {

    static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(CHINA);

    QueryResult state() {
        return AlipayTradeStatus.of(status)
                .map(known ->
                        switch (known) {
                            case WAIT_BUYER_PAY -> new QueryResult.Waiting();
                            case TRADE_SUCCESS, TRADE_FINISHED -> paid();
                            case TRADE_CLOSED -> closed();
                        })
                .orElseGet(() ->
                        new QueryResult.Unknown(UnknownWhy.UNDEFINED, "trade_status " + status));
    }

    /// A closed trade that was paid before is a payment that was refunded, not a failure.
    private QueryResult closed() {
        if (paidAt != null) {
            return paid();
        }
        return refunded == null
                ? new QueryResult.Closed(AlipayTradeStatus.TRADE_CLOSED.name())
                : new QueryResult.Unknown(UnknownWhy.UNREADABLE, "refunded without a payment time");
    }

    private QueryResult paid() {
        Optional<Money> amount =
                Optional.ofNullable(total).flatMap(yuan -> Money.parse(yuan, Currency.CNY));
        return tradeNo == null || amount.isEmpty() || amount.get().isZero()
                ? new QueryResult.Unknown(UnknownWhy.UNREADABLE, "paid without number or amount")
                : new QueryResult.Paid(tradeNo, amount.get(), time(), payer);
    }

    /// Alipay's time, or the time we were told if it leaves its own out.
    private Instant time() {
        try {
            return paidAt == null
                    ? toldAt
                    : LocalDateTime.parse(paidAt, TIME).atZone(CHINA).toInstant();
        } catch (DateTimeException e) {
            return toldAt;
        }
    }
}
