package com.suanpan.cashier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// How often the payer of one order may choose a method: each choice may open an attempt and call a
/// channel, and whoever has the page's address can make them.
@Component
class Attempts {

    private static final int AT_ONCE = 10;
    private static final int A_MINUTE = 10;
    private static final int REMEMBERED = 20_000;

    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder()
                    .maximumSize(REMEMBERED)
                    .expireAfterAccess(Duration.ofMinutes(2))
                    .build();

    boolean take(String payOrderNo) {
        return buckets.get(payOrderNo, _ -> full()).tryConsume(1);
    }

    private static Bucket full() {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(AT_ONCE).refillGreedy(A_MINUTE, Duration.ofMinutes(1)))
                .build();
    }
}
