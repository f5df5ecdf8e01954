package com.suanpan.gateway;

import com.suanpan.problem.Problem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// What the gateway tells of itself (网关指标).
@Component
final class GatewayMeters {

    private static final String API = "/api/v1/";

    private final MeterRegistry meters;
    private final Map<String, Timer> calls = new ConcurrentHashMap<>();
    private final Map<Problem, Counter> refused = new EnumMap<>(Problem.class);

    GatewayMeters(MeterRegistry meters) {
        this.meters = meters;
        for (Problem problem : Problem.values()) {
            refused.put(
                    problem,
                    Counter.builder("suanpan.calls.refused")
                            .description("Merchants' calls that were refused")
                            .tag("code", problem.name())
                            .register(meters));
        }
    }

    /// Shows how many of these places are taken.
    void watch(Semaphore places, int most) {
        Gauge.builder("suanpan.calls.in.flight", places, free -> most - free.availablePermits())
                .description("Merchants' calls under way")
                .register(meters);
    }

    /// A call whose body was read at this `System.nanoTime()` is answered.
    void answered(CallForm form, long began) {
        Timer known = calls.get(form.path());
        Timer timer = known == null ? calls.computeIfAbsent(form.path(), this::timer) : known;
        timer.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    }

    void refused(Problem problem) {
        Objects.requireNonNull(refused.get(problem)).increment();
    }

    private Timer timer(String path) {
        return Timer.builder("suanpan.calls")
                .description("Merchants' calls, from the last byte read until the answer is made")
                .tag("call", path.startsWith(API) ? path.substring(API.length()) : path)
                .register(meters);
    }
}
