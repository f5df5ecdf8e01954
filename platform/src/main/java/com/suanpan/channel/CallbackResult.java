package com.suanpan.channel;

/// What does this callback say, once its signature and its merchant number hold?
public sealed interface CallbackResult {

    /// Genuine, and it tells the state of one payment.
    record Told(String requestNo, QueryResult state) implements CallbackResult {}

    /// Genuine, and it tells what became of one refund, by our number of it; the amount is as told, and
    /// whoever knows the refund compares it.
    record RefundTold(String requestNo, RefundResult state) implements CallbackResult {}

    /// Genuine, and nothing that we act on; it is acknowledged.
    record Irrelevant(String what) implements CallbackResult {}

    /// Not genuine, not readable or not for this account: refused, kept for a person.
    record Refused(Reason reason, String detail) implements CallbackResult {}

    /// Why a callback is refused.
    enum Reason {
        UNREADABLE,
        BAD_SIGNATURE,
        STALE,
        OTHER_MERCHANT,
        UNKNOWN_EVENT
    }
}
