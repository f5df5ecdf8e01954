package com.suanpan.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What became of a call?
public sealed interface Outcome {

    /// It was carried out, and the answer's signature holds.
    record Answered(JsonNode data, String requestNo) implements Outcome {}

    /// It was refused, and nothing came of this call.
    ///
    /// @param code the stable word, e.g. `ORDER_PAID`
    /// @param field the field that it is about
    /// @param retryAfter how long to wait before the next call
    /// @param signed whether Suanpan signed the refusal; it does not where it could not tell who called
    record Refused(
            String code,
            String message,
            @Nullable String field,
            @Nullable Duration retryAfter,
            String requestNo,
            boolean signed)
            implements Outcome {}

    /// Nobody can say from here: no answer, an unreadable one, one with a wrong signature, or an error of
    /// Suanpan's. It may have been carried out: ask with `query`, or repeat the same call under the
    /// same number; never use a new number.
    record Unknown(String why, @Nullable String requestNo) implements Outcome {}
}
