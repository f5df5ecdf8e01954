package com.suanpan.outbound;

/// What became of a call to an address that somebody gave us.
public sealed interface WebhookAnswer {

    /// It answered; of the body at most the first 4 KiB.
    record Answered(int status, String body) implements WebhookAnswer {}

    /// We did not call: the address, or what its name resolves to, is not for us to call.
    record Refused(String why) implements WebhookAnswer {}

    /// No answer in time, or none at all.
    record Failed(String why) implements WebhookAnswer {}
}
