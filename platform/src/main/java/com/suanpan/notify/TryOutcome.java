package com.suanpan.notify;

/// What came of one try to deliver a notice?
sealed interface TryOutcome {

    /// The merchant confirmed it.
    record Delivered(int httpStatus) implements TryOutcome {}

    /// The merchant answered, and did not confirm it.
    record NotConfirmed(int httpStatus, String why) implements TryOutcome {}

    /// Nothing was answered, or there is no address that we may call.
    record Failed(String why) implements TryOutcome {}
}
