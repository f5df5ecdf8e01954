package com.suanpan.bench.load;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// The merchants' own record of every payment of a run, warm-up included: the first of the three that
/// must agree in the end.
final class Sales {

    private final Map<String, Payment> payments = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> troubles = new ConcurrentHashMap<>();

    void add(Payment payment) {
        payments.put(payment.orderNo, payment);
    }

    @Nullable Payment find(String orderNo) {
        return payments.get(orderNo);
    }

    Collection<Payment> all() {
        return payments.values();
    }

    /// Those that were meant to begin in this time.
    List<Payment> begunWithin(Window window) {
        return payments.values().stream().filter(p -> window.holds(p.intendedAt)).toList();
    }

    /// Counts what went wrong by its kind, for the screen.
    void trouble(String kind) {
        troubles.computeIfAbsent(kind, _ -> new LongAdder()).increment();
    }

    Map<String, LongAdder> troubles() {
        return troubles;
    }
}
