package com.suanpan.channel;

import com.suanpan.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What state is this payment in at the channel?
public sealed interface QueryResult {

    /// Paid. `amount` is the order's amount, not what coupons left of it; `paidAt` is the channel's
    /// time; `payer` is the payer's id there if told.
    record Paid(String channelOrderNo, Money amount, Instant paidAt, @Nullable String payer)
            implements QueryResult {}

    /// It exists and may still be paid.
    record Waiting() implements QueryResult {}

    /// Finally not paid, and it can never be.
    record Closed(String code) implements QueryResult {}

    /// The channel answered that it knows no such number (it may not know it *yet*).
    record NoSuchOrder() implements QueryResult {}

    /// We do not know.
    record Unknown(UnknownWhy why, String detail) implements QueryResult {}
}
