package com.suanpan.console;

import com.suanpan.store.Findings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// What the last audit that this server ran has found (稽核指标). One of the servers runs each, so over
/// several servers the least age and its findings count.
@Component
final class AuditMeters {

    private final Clock clock;
    private volatile Instant ranAt;
    private volatile long findings;

    AuditMeters(MeterRegistry meters, Clock clock) {
        this.clock = clock;
        this.ranAt = clock.instant();
        Gauge.builder("suanpan.audit.findings", () -> findings)
                .description("Findings of the last audit that this server ran; 0 before the first")
                .register(meters);
        Gauge.builder(
                        "suanpan.audit.age",
                        () -> Duration.between(ranAt, clock.instant()).toSeconds())
                .description("Time since this server ran an audit, or was started")
                .baseUnit("seconds")
                .register(meters);
    }

    void ran(Findings found) {
        findings = found.count();
        ranAt = clock.instant();
    }
}
