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
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
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

    /// Shows how many calls of a kind are inside, how many of them we work on, and how many we may.
    void watch(CallKind kind, Gate gate) {
        gauge("suanpan.calls.in.flight", "Merchants' calls under way", kind, gate, Gate::inside);
        gauge(
                "suanpan.calls.worked.on",
                "Merchants' calls under way that wait for no channel",
                kind,
                gate,
                Gate::working);
        gauge(
                "suanpan.calls.limit",
                "How many merchants' calls may be worked on at once; it follows what they take",
                kind,
                gate,
                Gate::limit);
    }

    private void gauge(
            String name, String what, CallKind kind, Gate gate, ToDoubleFunction<Gate> value) {
        Gauge.builder(name, gate, value)
                .description(what)
                .tag("kind", kind.word())
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
