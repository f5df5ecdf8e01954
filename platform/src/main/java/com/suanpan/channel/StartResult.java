package com.suanpan.channel;

/// Did the payment start?
public sealed interface StartResult {

    /// It did; this is what the payer needs.
    record Started(Credential credential) implements StartResult {}

    /// The channel's protocol defines this answer as a final no: nothing was created. `technical` tells
    /// an outage of ours or theirs (which counts against the channel) from a refusal of this payment.
    record Refused(String code, String text, boolean technical) implements StartResult {}

    /// Surely not sent; nothing exists at the channel.
    record NotSent(String why) implements StartResult {}

    /// The number is known there in a state that must be asked about: paid, closed or used.
    record MustAsk(String code, String text) implements StartResult {}

    /// We do not know.
    record Unknown(UnknownWhy why, String detail) implements StartResult {}
}
