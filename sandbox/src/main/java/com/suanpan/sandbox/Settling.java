package com.suanpan.sandbox;

import java.time.Duration;

/// How a refund is to end, and how long after it was asked for.
public record Settling(RefundState end, Duration after) {

    /// At once, and well.
    static final Settling WELL = new Settling(RefundState.DONE, Duration.ZERO);
}
