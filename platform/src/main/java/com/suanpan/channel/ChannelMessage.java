package com.suanpan.channel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One call to a provider as it is kept (通道报文): masked, and shortened where it is long.
///
/// @param url the address, its query masked
/// @param status the HTTP status, if an answer came
/// @param answer the answer's body; without an answer, why
record ChannelMessage(
        String channelCode,
        String operation,
        String requestNo,
        String url,
        String request,
        Outcome outcome,
        @Nullable Integer status,
        String answer,
        long tookMs,
        Instant calledAt) {

    /// How the call ended.
    enum Outcome {
        RECEIVED,
        NOT_SENT,
        LOST
    }
}
