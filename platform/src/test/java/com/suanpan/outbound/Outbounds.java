package com.suanpan.outbound;

import java.time.Clock;
import java.time.Duration;

/// Outbound lines with limits that a test can wait for.
public final class Outbounds {

    private Outbounds() {}

    public static Outbound within(Duration deadline) {
        return new Outbound(new CallLimits(deadline, deadline, 64));
    }

    /// Calls to given addresses, inside ones too.
    public static Webhooks webhooks(Duration deadline) {
        return new Webhooks(new WebhookLimits(true, deadline, deadline, 32, 256));
    }

    /// Alerts that are only log lines.
    public static Alerts alerts(Outbound outbound) {
        return new Alerts(outbound, Clock.systemUTC(), "");
    }
}
