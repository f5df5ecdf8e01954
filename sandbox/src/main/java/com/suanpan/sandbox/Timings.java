package com.suanpan.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What a measurement wants to know of each order afterwards: how long its `PAY` was held back on
/// purpose, and how long the merchant took to answer the first callback.
final class Timings {

    /// Microseconds; 0 where there was none. The first callback left at `sent` (since 1970), and was
    /// answered `status` after `callback`.
    record Timing(long drawn, long sent, long callback, int status) {

        static final Timing NONE = new Timing(0, 0, 0, 0);
    }

    private final Map<Order.Key, Timing> timings = new ConcurrentHashMap<>();

    void drawn(Order.Key order, Duration wait) {
        timings.merge(
                order,
                new Timing(micros(wait), 0, 0, 0),
                (was, now) -> new Timing(now.drawn(), was.sent(), was.callback(), was.status()));
    }

    void answered(Order.Key order, Instant sent, Duration took, int status) {
        timings.merge(
                order,
                new Timing(0, ChronoUnit.MICROS.between(Instant.EPOCH, sent), micros(took), status),
                (was, now) -> new Timing(was.drawn(), now.sent(), now.callback(), now.status()));
    }

    Timing of(Order order) {
        return timings.getOrDefault(order.key(), Timing.NONE);
    }

    private static long micros(Duration time) {
        return time.toNanos() / 1000;
    }
}
