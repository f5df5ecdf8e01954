package com.suanpan.channel;

import com.suanpan.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of this refund at the channel?
public sealed interface RefundResult {

    /// The money went back: final. `amount` is what this refund gave back, equal to what was asked for;
    /// `at` is the channel's time, or ours where it tells none.
    record Done(@Nullable String channelRefundNo, Money amount, Instant at)
            implements RefundResult {}

    /// The channel has it and carries it out.
    record Accepted(@Nullable String channelRefundNo) implements RefundResult {}

    /// The protocol's definite no: nothing was or will be given back under this number.
    record Refused(String code, String text) implements RefundResult {}

    /// Not carried out for want of our own money at the channel: the same number again, later.
    record ShortOfFunds(String code, String text) implements RefundResult {}

    /// The money left us and did not reach the payer: a person must act. Not final.
    record Stuck(String code, String text) implements RefundResult {}

    /// The channel answered a question that it knows no such number (it may not know it *yet*).
    record NoSuchRefund() implements RefundResult {}

    /// Surely not sent; nothing was given back by this call.
    record NotSent(String why) implements RefundResult {}

    /// We do not know.
    record Unknown(UnknownWhy why, String detail) implements RefundResult {}
}
