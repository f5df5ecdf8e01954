package com.suanpan.client;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// How a client calls.
///
/// @param deadline of a whole call, from connecting to the answer's last byte
/// @param clock dates the calls; Suanpan refuses what is more than 5 minutes away from its own
/// @param traceparent the W3C trace to send along, asked for on the calling thread at each call
public record ClientOptions(
        Duration deadline, Clock clock, Supplier<Optional<String>> traceparent) {

    public ClientOptions {
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("a deadline is longer than nothing");
        }
    }

    /// 20 seconds, for Suanpan waits up to 10 for a channel; the system's clock; no trace.
    public static ClientOptions usual() {
        return new ClientOptions(Duration.ofSeconds(20), Clock.systemUTC(), Optional::empty);
    }

    public ClientOptions withDeadline(Duration of) {
        return new ClientOptions(of, clock, traceparent);
    }

    public ClientOptions withClock(Clock of) {
        return new ClientOptions(deadline, of, traceparent);
    }

    public ClientOptions withTraceparent(Supplier<Optional<String>> of) {
        return new ClientOptions(deadline, clock, of);
    }
}
