package com.suanpan.callback;

/// What becomes of a callback?
sealed interface Verdict {

    /// What it says is committed, or it says nothing that we act on.
    record Taken() implements Verdict {}

    /// It does not count (M11).
    ///
    /// @param verified whether its signature and merchant held all the same, so that its sender is no
    ///     stranger
    record Refused(String reason, String detail, boolean verified) implements Verdict {}

    /// Genuine or not, it could not be dealt with now: the provider is to repeat it.
    record NotNow() implements Verdict {}
}
