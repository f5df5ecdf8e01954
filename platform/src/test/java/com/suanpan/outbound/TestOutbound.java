package com.suanpan.outbound;

import java.time.Clock;
import java.time.Duration;

/// Real calls for tests of other rooms, with short limits.
public final class TestOutbound {

    private TestOutbound() {}

    /// Gives up connecting after a second, and all after `deadline`.
    public static Outbound open(Duration deadline) {
        return new Outbound(new CallLimits(Duration.ofSeconds(1), deadline, 256));
    }

    /// Calls to given addresses, inside ones too.
    public static Webhooks webhooks(Duration deadline) {
        return new Webhooks(new WebhookLimits(true, Duration.ofSeconds(1), deadline, 32, 256));
    }

    /// Alerts that are only log lines.
    public static Alerts alerts(Outbound outbound) {
        return new Alerts(outbound, Clock.systemUTC(), "");
    }
}
