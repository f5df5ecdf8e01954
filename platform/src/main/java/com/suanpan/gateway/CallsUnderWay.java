package com.suanpan.gateway;

import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// How many calls of one merchant are under way (进行中的请求) on this server: where its channel is slow,
/// its repeats wait, and must not take the places of all others. While its gate is nearly full, a
/// merchant has half of the gate's places at most: one who floods leaves room for the rest. A merchant is remembered while it
/// has one, so there are never more than the gateway has places.
@Component
final class CallsUnderWay {

    private static final Duration COME_AGAIN = Duration.ofSeconds(1);

    private final ConcurrentMap<String, Integer> underWay = new ConcurrentHashMap<>();
    private final int most;

    @Autowired
    CallsUnderWay(GatewayLimits limits) {
        this(limits.callsInFlightPerMerchant());
    }

    CallsUnderWay(int most) {
        this.most = most;
    }

    /// Does the call, or refuses it at once. The caller must be known by its signature: whoever only
    /// says to be a merchant must not use its places up.
    <R> R during(String merchantId, Gate gate, Supplier<R> call) {
        int mine = gate.isTight() ? Math.min(most, Math.max(1, gate.limit() / 2)) : most;
        int now = underWay.merge(merchantId, 1, Integer::sum);
        try {
            if (now > mine) {
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
