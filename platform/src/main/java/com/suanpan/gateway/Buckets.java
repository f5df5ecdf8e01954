package com.suanpan.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.suanpan.merchant.Merchant;
import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// The token bucket (令牌桶) of each merchant, on this server: `capacity` calls at once, `refill` a second.
@Component
class Buckets {

    private static final Duration FULL_AGAIN = Duration.ofHours(1);
    private static final int REMEMBERED = 100_000;

    private final Cache<Key, Bucket> buckets =
            Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterAccess(FULL_AGAIN).build();

    /// A bucket of other measure is another bucket, so that a change of the setting holds at once.
    private record Key(String merchantId, int capacity, int refill) {}

    /// Takes one token, or refuses with the time until there is one.
    void take(Merchant merchant) {
        ConsumptionProbe probe = bucket(merchant).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw Refusal.until(
                    Problem.RATE_LIMITED,
                    Duration.ofNanos(probe.getNanosToWaitForRefill()),
                    Problem.RATE_LIMITED.title());
        }
    }

    /// Gives a token back.
    void giveBack(Merchant merchant) {
        bucket(merchant).addTokens(1);
    }

    private Bucket bucket(Merchant merchant) {
        return buckets.get(
                new Key(merchant.merchantId(), merchant.bucketCapacity(), merchant.bucketRefill()),
                Buckets::bucket);
    }

    private static Bucket bucket(Key key) {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(key.capacity())
                                .refillGreedy(key.refill(), Duration.ofSeconds(1)))
                .build();
    }
}
