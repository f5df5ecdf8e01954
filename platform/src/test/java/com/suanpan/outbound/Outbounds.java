package com.suanpan.outbound;

import java.time.Duration;

/// Outbound lines with limits that a test can wait for.
public final class Outbounds {

    private Outbounds() {}

    public static Outbound within(Duration deadline) {
        return new Outbound(new CallLimits(deadline, deadline, 64));
    }
}
