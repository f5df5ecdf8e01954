package com.suanpan.gateway;

import java.util.concurrent.atomic.AtomicInteger;

/// The gate (闸口) of one kind of calls: lets in as many as we may work on at once, and not more in all
/// than memory is for. A call that waits for its channel is in, but is not worked on.
final class Gate {

    private final AdaptiveLimit limit;
    private final int mostInside;
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger working = new AtomicInteger();

    Gate(AdaptiveLimit limit, int mostInside) {
        this.limit = limit;
        this.mostInside = mostInside;
    }

    int limit() {
        return limit.now();
    }

    int inside() {
        return inside.get();
    }

    int working() {
        return working.get();
    }

    /// Whether a call would be refused now; it takes no place.
    boolean isFull() {
        return working.get() >= limit.now() || inside.get() >= mostInside;
    }

    /// Whether three quarters of the places are taken.
    boolean isTight() {
        return working.get() >= limit.now() * 3 / 4;
    }

    /// Takes a place if there is one.
    boolean enter() {
        if (inside.incrementAndGet() > mostInside) {
            inside.decrementAndGet();
            return false;
        }
        if (working.incrementAndGet() > limit.now()) {
            working.decrementAndGet();
            inside.decrementAndGet();
            return false;
        }
        return true;
    }

    /// Its channel has it now.
    void away() {
        working.decrementAndGet();
    }

    /// It came back, and is worked on whatever the limit is: its money may be on the way.
    void back() {
        working.incrementAndGet();
    }

    void leave(long now, long ownNanos, boolean refusedInside) {
        working.decrementAndGet();
        inside.decrementAndGet();
        limit.ended(now, ownNanos, refusedInside);
    }
}
