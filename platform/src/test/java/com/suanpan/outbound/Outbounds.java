package com.suanpan.outbound;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.hc.client5.http.DnsResolver;

/// Outbound lines with limits that a test can wait for.
public final class Outbounds {

    private Outbounds() {}

    public static Outbound within(Duration deadline) {
        return new Outbound(
                new CallLimits(deadline, deadline, 64, Duration.ZERO), new SimpleMeterRegistry());
    }

    /// Calls to given addresses, inside ones too.
    public static Webhooks webhooks(Duration deadline) {
        return new Webhooks(new WebhookLimits(true, deadline, deadline, 32, 256));
    }

    /// Calls to given addresses, inside ones refused, where a name server says this of every name.
    public static Webhooks webhooksWhereEveryNameIs(String address) {
        DnsResolver names =
                new DnsResolver() {

                    @Override
                    public InetAddress[] resolve(String host) {
                        return new InetAddress[] {InetAddress.ofLiteral(address)};
                    }

                    @Override
                    public String resolveCanonicalHostname(String host) {
                        return host;
                    }
                };
        Duration deadline = Duration.ofSeconds(5);
        return new Webhooks(new WebhookLimits(false, deadline, deadline, 32, 256), names);
    }

    /// Alerts that are only log lines.
    public static Alerts alerts() {
        return new Alerts((_, _) -> {}, Clock.systemUTC(), new SimpleMeterRegistry());
    }

    /// Alerts that hand each one on as it is kept.
    public static Alerts alerts(Consumer<Alert> heard) {
        return new Alerts(
                (alerts, _) -> alerts.forEach(heard), Clock.systemUTC(), new SimpleMeterRegistry());
    }
}
