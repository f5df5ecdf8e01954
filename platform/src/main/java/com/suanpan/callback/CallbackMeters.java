package com.suanpan.callback;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// What the room tells of itself (回调指标).
@Component
final class CallbackMeters {

    private final MeterRegistry meters;
    private final Counter turnedAway;
    private final Map<String, OfAccount> accounts = new ConcurrentHashMap<>();

    CallbackMeters(MeterRegistry meters) {
        this.meters = meters;
        this.turnedAway =
                Counter.builder("suanpan.callbacks.turned.away")
                        .description(
                                "Callbacks that were not looked at: no such account, too large, too slow, too many at once, or a stranger without tokens")
                        .register(meters);
    }

    private record OfAccount(Timer taken, Timer refused, Timer notNow) {}

    /// A callback to an account, whose body was read at this `System.nanoTime()`, is judged.
    void judged(String channelCode, Verdict verdict, long began) {
        OfAccount timers = accounts.computeIfAbsent(channelCode, this::timers);
        Timer timer =
                switch (verdict) {
                    case Verdict.Taken _ -> timers.taken;
                    case Verdict.Refused _ -> timers.refused;
                    case Verdict.NotNow _ -> timers.notNow;
                };
        timer.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    }

    void turnedAway() {
        turnedAway.increment();
    }

    private OfAccount timers(String channelCode) {
        return new OfAccount(
                timer(channelCode, "taken"),
                timer(channelCode, "refused"),
                timer(channelCode, "not_now"));
    }

    private Timer timer(String channelCode, String outcome) {
        return Timer.builder("suanpan.callbacks")
                .description("Callbacks, from the last byte read until what they say is committed")
                .tag("channel", channelCode)
                .tag("outcome", outcome)
                .register(meters);
    }
}
