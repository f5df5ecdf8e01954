package com.suanpan.bench.crash;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The merchants' own record of a run: every order that they asked for, and what they were told.
final class Promises {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, Promise> promises = new ConcurrentHashMap<>();
    private final AtomicLong notices = new AtomicLong();

    Promise make(String merchantId, String orderNo, long fen) {
        Promise promise = new Promise(merchantId, orderNo, fen);
        promises.put(orderNo, promise);
        return promise;
    }

    @Nullable Promise find(String orderNo) {
        return promises.get(orderNo);
    }

    Collection<Promise> all() {
        return promises.values();
    }

    /// The body of a notice that reached a merchant.
    void heard(String body) {
        notices.incrementAndGet();
        JsonNode notice = JSON.readTree(body);
        Promise promise = promises.get(notice.path("order_no").asString());
        if (promise != null) {
            promise.noticed(
                    notice.path("pay_order_no").asString(),
                    notice.path("status").asString() + " " + notice.path("stage").asString(),
                    com.suanpan.client.Yuan.fen(notice.path("paid_amount").asString()));
        }
    }

    /// How many requests were acknowledged, of all orders together.
    long acknowledged() {
        return promises.values().stream().mapToLong(Promise::acknowledged).sum();
    }

    /// How many requests ended without an answer.
    long unknown() {
        return promises.values().stream().mapToLong(Promise::unknowns).sum();
    }

    /// How many requests were refused for being too busy, or ended without an answer.
    long unanswered() {
        return promises.values().stream().mapToLong(Promise::unanswered).sum();
    }

    /// How many notices came, repeats too.
    long notices() {
        return notices.get();
    }
}
