package com.suanpan.payment;

import com.suanpan.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What changes of a flow, as one row holds it.
///
/// @param credential as JSON, once the channel handed one out
/// @param paid what the channel reported as paid by it
/// @param callUntil while this is ahead, a server is calling the channel for it
/// @param askAt when the channel is asked about it; null when it need not be
/// @param asked how many questions were answered or lost so far
/// @param repeats how often the same number was sent again
/// @param overdueAt when it was given to a person because nobody could tell what became of it
record FlowState(
        FlowStage stage,
        @Nullable String credential,
        @Nullable String channelOrderNo,
        Money paid,
        @Nullable Instant paidAt,
        @Nullable String errorCode,
        @Nullable String errorText,
        @Nullable Instant callUntil,
        @Nullable Instant askAt,
        int asked,
        int repeats,
        @Nullable Instant overdueAt,
        @Nullable Instant completedAt) {}
