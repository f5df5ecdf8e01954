package com.suanpan.refund;

import com.suanpan.payment.SyncStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What changes of a refund, as one row holds it.
///
/// @param syncStatus read here, written where notices are
/// @param sent something may have reached the channel under its number
/// @param repeats how often the same number was sent again
/// @param refused the last sending, which was not the first, was refused: that alone proves nothing
/// @param asked how many questions were answered or lost so far
/// @param actAt when it is gone on with; while a server works on it, when another may
/// @param overdueAt when it was given to a person because nobody could tell what became of it
/// @param completedAt the channel's time where it told one
record RefundState(
        RefundStage stage,
        SyncStatus syncStatus,
        @Nullable String channelRefundNo,
        @Nullable String errorCode,
        @Nullable String errorText,
        boolean sent,
        int repeats,
        boolean refused,
        int asked,
        @Nullable Instant actAt,
        @Nullable Instant overdueAt,
        @Nullable Instant completedAt) {}
