package com.suanpan.notify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One try to deliver a notice, and when the next one is due if it was in vain (absent: give up).
record NoticeTry(
        Notice notice, Instant triedAt, long tookMs, TryOutcome outcome, @Nullable Instant nextAt) {

    @Nullable Integer httpStatus() {
        return switch (outcome) {
            case TryOutcome.Delivered(int status) -> status;
            case TryOutcome.NotConfirmed(int status, _) -> status;
            case TryOutcome.Failed _ -> null;
        };
    }

    @Nullable String error() {
        return switch (outcome) {
            case TryOutcome.Delivered _ -> null;
            case TryOutcome.NotConfirmed(_, String why) -> why;
            case TryOutcome.Failed(String why) -> why;
        };
    }

    boolean delivered() {
        return switch (outcome) {
            case TryOutcome.Delivered _ -> true;
            case TryOutcome.NotConfirmed _, TryOutcome.Failed _ -> false;
        };
    }
}
