package com.suanpan.payment;

import com.suanpan.money.Money;
import com.suanpan.problem.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of an event, to the one who brought it.
sealed interface PaymentOutcome {

    /// This attempt is committed as `SENT`: its channel is to be called now, once.
    record Call(Attempt attempt) implements PaymentOutcome {}

    /// Nothing is left to do; this is how the order stands.
    record Stands(OrderView order) implements PaymentOutcome {}

    /// Another caller's attempt is in call; look again soon.
    record UnderWay(OrderView order) implements PaymentOutcome {}

    /// Refused; nothing changed.
    record Refused(Refusal refusal) implements PaymentOutcome {}

    /// The channel refused, and no candidate is left; the order stands open.
    record ChannelRefused(OrderView order) implements PaymentOutcome {}

    /// A callback names a number that is none of ours, or another account's.
    record NotOurs(String why) implements PaymentOutcome {}

    /// What the channel is to be called with. `repeated`: under a number that was sent before, so that a
    /// refusal of this sending says nothing about the first. `replaces`: older attempts of the order are
    /// being closed, and until they are, the payer can pay twice.
    record Attempt(
            String payOrderNo,
            String flowNo,
            boolean repeated,
            boolean replaces,
            String channelRequestNo,
            String channelCode,
            String payMethod,
            Money amount,
            String subject,
            @Nullable String body,
            Instant createdAt,
            Instant expiresAt,
            String cashierToken,
            PayerFacts payer) {}
}
