package com.suanpan.sandbox;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What a measurement wants to know of each order afterwards: how long its `PAY` was held back on
/// purpose, and how long the merchant took to answer the first callback.
final class Timings {

    /// Microseconds; 0 where there was none. `status` is what the callback was answered.
    record Timing(long drawn, long callback, int status) {

        static final Timing NONE = new Timing(0, 0, 0);
    }

    private final Map<Order.Key, Timing> timings = new ConcurrentHashMap<>();

    void drawn(Order.Key order, Duration wait) {
        timings.merge(
                order,
                new Timing(micros(wait), 0, 0),
                (was, now) -> new Timing(now.drawn(), was.callback(), was.status()));
    }

    void answered(Order.Key order, Duration took, int status) {
        timings.merge(
                order,
                new Timing(0, micros(took), status),
                (was, now) -> new Timing(was.drawn(), now.callback(), now.status()));
    }

    Timing of(Order order) {
        return timings.getOrDefault(order.key(), Timing.NONE);
    }

    private static long micros(Duration time) {
        return time.toNanos() / 1000;
    }
}
