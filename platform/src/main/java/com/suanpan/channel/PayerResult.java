package com.suanpan.channel;

/// Who brought this code?
public sealed interface PayerResult {

    /// The payer's id at the provider (openid, buyer id), of this account's application.
    record Known(String payerId) implements PayerResult {}

    /// The provider does not take the code: it is used, too old or another's.
    record Refused(String code, String text) implements PayerResult {}

    /// No answer that can be read or believed.
    record Unknown(UnknownWhy why, String detail) implements PayerResult {}
}
