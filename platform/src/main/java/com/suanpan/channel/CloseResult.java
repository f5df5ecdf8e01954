package com.suanpan.channel;

/// Did the channel close this payment?
public sealed interface CloseResult {

    /// It confirms that the number is closed and cannot be paid any more.
    record Closed() implements CloseResult {}

    /// It says that the number is paid (or otherwise ended): ask.
    record MustAsk(String code) implements CloseResult {}

    /// It knows no such number.
    record NoSuchOrder() implements CloseResult {}

    /// We do not know.
    record Unknown(UnknownWhy why, String detail) implements CloseResult {}
}
