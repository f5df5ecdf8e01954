package com.suanpan.outbound;

import java.time.Instant;

/// What a person should look at (告警). No secret may be in it.
///
/// @param kind a stable word for machines, `NOTICE_EXHAUSTED`; see `AlertKind`
/// @param subject the number or code that it is about
/// @param text one sentence for a person
public record Alert(String kind, String subject, String text) {

    private static final int LONGEST = 1_000;

    /// PostgreSQL's text holds no NUL.
    public Alert {
        String plain = text.replace('\0', ' ');
        text = plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…";
    }

    /// An alert with the moment at which it was raised.
    record Raised(Alert alert, Instant at) {}
}
