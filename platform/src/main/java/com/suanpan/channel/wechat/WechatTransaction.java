package com.suanpan.channel.wechat;

import com.suanpan.channel.QueryResult;
import com.suanpan.channel.UnknownWhy;
import com.suanpan.money.Currency;
import com.suanpan.money.Money;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// A transaction object, in a query's answer or inside a notice. What is not paid has no number, no
/// time and no payer.
record WechatTransaction(
        @Nullable String appid,
        @Nullable String mchid,
        @Nullable String outTradeNo,
        @Nullable String transactionId,
        @Nullable String tradeState,
        @Nullable String successTime,
        @Nullable Payer payer,
        @Nullable Amount amount) {

    record Payer(@Nullable String openid) {}

    /// In fen; `total` is the order's amount, before coupons. No currency means CNY.
    record Amount(@Nullable Long total, @Nullable String currency) {}

    boolean isOf(WechatAccount account) {
        return account.mchId().equals(mchid) && account.appId().equals(appid);
    }

    boolean isInCny() {
        return amount == null
                || amount.currency == null
                || amount.currency.equals(Currency.CNY.name());
    }

    /// The state it tells; `toldAt` stands in for a time of payment that WeChat leaves out.
    QueryResult state(Instant toldAt) {
        if (!isInCny()) {
            return new QueryResult.Unknown(UnknownWhy.CONTRADICTS, "another currency");
        }
        return WechatTradeState.of(tradeState)
                .map(known ->
                        switch (known) {
                            case SUCCESS, REFUND -> paid(toldAt);
                            case NOTPAY, USERPAYING, ACCEPT -> new QueryResult.Waiting();
                            case CLOSED, REVOKED, PAYERROR, PAY_FAIL ->
                                    new QueryResult.Closed(known.name());
                        })
                .orElseGet(() ->
                        new QueryResult.Unknown(UnknownWhy.UNDEFINED, "trade_state " + tradeState));
    }

    private QueryResult paid(Instant toldAt) {
        return transactionId == null || amount == null || amount.total == null || amount.total <= 0
                ? new QueryResult.Unknown(UnknownWhy.UNREADABLE, "paid without number or amount")
                : new QueryResult.Paid(
                        transactionId,
                        Money.cny(amount.total),
                        time(toldAt),
                        payer == null ? null : payer.openid);
    }

    private Instant time(Instant toldAt) {
        try {
            return successTime == null ? toldAt : OffsetDateTime.parse(successTime).toInstant();
        } catch (DateTimeException e) {
            return toldAt;
        }
    }
}
