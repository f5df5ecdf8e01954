package com.suanpan.sandbox;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// The callbacks that were sent, and how often for each order.
final class CallbackLog {

    private static final int KEPT = 20_000;

    /// `status` is what the merchant answered, 0 if nothing; `kind` is `GENUINE` or a forgery.
    record Sent(
            Instant at,
            String provider,
            String orderNo,
            String url,
            String kind,
            int attempt,
            int status,
            String body) {}

    private final Deque<Sent> sent = new ArrayDeque<>();
    private final Map<Order.Key, Integer> counts = new ConcurrentHashMap<>();

    void add(Order.Key order, Sent one) {
        counts.merge(order, 1, Integer::sum);
        synchronized (this) {
            sent.addLast(one);
            if (sent.size() > KEPT) {
                sent.removeFirst();
            }
        }
    }

    synchronized List<Sent> all(Predicate<Sent> wanted) {
        return sent.stream().filter(wanted).toList();
    }

    int count(Order.Key of) {
        return counts.getOrDefault(of, 0);
    }
}
