package com.suanpan.refund;

import com.suanpan.problem.Refusal;

/// What became of an event, to the one who brought it.
sealed interface RefundOutcome {

    /// Reserved: its channel is to be asked about the payment now.
    record Check(RefundWork work) implements RefundOutcome {}

    /// Committed as `SENT`: its channel is to be called now, once.
    record Send(RefundWork work) implements RefundOutcome {}

    /// Nothing is left to do now; this is how it stands.
    record Stands(RefundView refund) implements RefundOutcome {}

    /// Refused; nothing changed.
    record Refused(Refusal refusal) implements RefundOutcome {}

    /// A callback names a number that is none of ours, or another account's.
    record NotOurs(String why) implements RefundOutcome {}
}
