package com.suanpan.channel.mock;

import com.suanpan.channel.CallbackResult;
import com.suanpan.channel.CallbackResult.Reason;
import com.suanpan.channel.CallbackResult.Refused;
import com.suanpan.channel.PaymentHandler;
import com.suanpan.channel.QueryResult;
import com.suanpan.channel.UnknownWhy;
import com.suanpan.money.Currency;
import com.suanpan.money.Money;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the channel says, in an answer or in a callback. Any field may be missing: whoever needs one
/// looks first.
record MockMessage(
        @Nullable String code,
        @Nullable String message,
        @Nullable String event,
        @Nullable String merchantNo,
        @Nullable String orderNo,
        @Nullable String tradeNo,
        @Nullable Long amount,
        @Nullable String currency,
        @Nullable String status,
        @Nullable OffsetDateTime paidAt,
        @Nullable String payer,
        @Nullable String payUrl,
        @Nullable String refundNo,
        @Nullable String refundTradeNo,
        @Nullable OffsetDateTime refundedAt) {

    /// Whether it speaks of this order of ours.
    boolean isAbout(MockAccount account, String number) {
        return account.merchantNo().equals(merchantNo)
                && number.equals(orderNo)
                && Currency.CNY.name().equals(currency);
    }

    boolean tells(Money due) {
        return amount != null && amount == due.minor();
    }

    /// Why it says no, if it says.
    String text() {
        return Objects.requireNonNullElse(message, "");
    }

    /// Where the payer goes.
    Optional<URI> address() {
        try {
            return Optional.ofNullable(payUrl).map(URI::create);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// The state that it tells of an order that it is about.
    QueryResult state() {
        return MockStatus.of(status)
                .map(known ->
                        switch (known) {
                            case WAITING -> new QueryResult.Waiting();
                            case PAID -> paid();
                            case CLOSED -> new QueryResult.Closed(known.name());
                        })
                .orElseGet(() -> new QueryResult.Unknown(UnknownWhy.UNDEFINED, "status " + status));
    }

    /// What it says of a refund.
    MockRefund refund() {
        return new MockRefund(
                merchantNo, orderNo, refundNo, refundTradeNo, amount, currency, status, refundedAt);
    }

    /// What it tells as a genuine callback at the address of `asked`.
    CallbackResult told(MockAccount account, String asked) {
        if (!account.merchantNo().equals(merchantNo)) {
            return new Refused(Reason.OTHER_MERCHANT, "merchant " + merchantNo);
        }
        if (!asked.toUpperCase(Locale.ROOT).equals(event)) {
            return new Refused(Reason.UNKNOWN_EVENT, "event " + event);
        }
        if (asked.equals(PaymentHandler.REFUND)) {
            return refund().told();
        }
        return orderNo == null
                ? new Refused(Reason.UNREADABLE, "no order_no")
                : new CallbackResult.Told(
                        orderNo,
                        isAbout(account, orderNo)
                                ? state()
                                : new QueryResult.Unknown(UnknownWhy.CONTRADICTS, "not in CNY"));
    }

    private QueryResult paid() {
        return tradeNo == null || paidAt == null || amount == null || amount <= 0
                ? new QueryResult.Unknown(UnknownWhy.UNREADABLE, "paid: no number, time or amount")
                : new QueryResult.Paid(tradeNo, Money.cny(amount), paidAt.toInstant(), payer);
    }
}
