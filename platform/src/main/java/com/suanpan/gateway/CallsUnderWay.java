package com.suanpan.gateway;

import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// How many calls of one merchant are under way (进行中的请求) on this server: where its channel is slow,
/// its repeats wait, and must not take the places of all others. A merchant is remembered while it
/// has one, so there are never more than the gateway has places.
@Component
final class CallsUnderWay {

    private static final Duration COME_AGAIN = Duration.ofSeconds(1);

    private final ConcurrentMap<String, Integer> underWay = new ConcurrentHashMap<>();
    private final int most;

    CallsUnderWay(@Value("${suanpan.gateway.calls-in-flight-per-merchant:300}") int most) {
        this.most = most;
    }

    /// Does the call, or refuses it at once. The caller must be known by its signature: whoever only
    /// says to be a merchant must not use its places up.
    <R> R during(String merchantId, Supplier<R> call) {
        int now = underWay.merge(merchantId, 1, Integer::sum);
        try {
            if (now > most) {
                throw Refusal.until(
                        Problem.RATE_LIMITED, COME_AGAIN, "too many calls are under way at once");
            }
            return call.get();
        } finally {
            underWay.computeIfPresent(merchantId, (_, count) -> count == 1 ? null : count - 1);
        }
    }

    /// How many merchants have a call under way.
    int merchants() {
        return underWay.size();
    }
}
