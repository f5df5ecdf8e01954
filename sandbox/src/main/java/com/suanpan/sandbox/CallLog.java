package com.suanpan.sandbox;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The calls that came to providers, answered or not, and how often each order was called about.
final class CallLog {

    private static final int KEPT = 20_000;

    /// `answered` is the HTTP status sent, 0 if none.
    record Seen(
            Instant at,
            String provider,
            Operation operation,
            @Nullable String orderNo,
            String method,
            String path,
            String body,
            int answered,
            List<String> knobs) {}

    private final Deque<Seen> calls = new ArrayDeque<>();
    private final Map<String, Map<Operation, Integer>> counts = new ConcurrentHashMap<>();

    /// Counts a call when it comes, before anything is done about it.
    void count(Provider.Asked asked, String provider) {
        if (asked.orderNo() != null) {
            counts.computeIfAbsent(
                            provider + " " + asked.orderNo(), _ -> new EnumMap<>(Operation.class))
                    .merge(asked.operation(), 1, Integer::sum);
        }
    }

    synchronized void add(Seen seen) {
        calls.addLast(seen);
        if (calls.size() > KEPT) {
            calls.removeFirst();
        }
    }

    synchronized List<Seen> all(Predicate<Seen> wanted) {
        return calls.stream().filter(wanted).toList();
    }

    synchronized void forget() {
        calls.clear();
        counts.clear();
    }

    int counts(String provider, String orderNo, Operation operation) {
        return counts(provider, orderNo).getOrDefault(operation, 0);
    }

    Map<Operation, Integer> counts(String provider, String orderNo) {
        return counts.getOrDefault(provider + " " + orderNo, Map.of());
    }
}
