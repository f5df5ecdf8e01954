package com.suanpan.bench.load;

import java.util.concurrent.atomic.AtomicInteger;

/// One payment as its merchant lived it. Times are nanoseconds as `System.nanoTime` counts them, 0 where
/// it did not happen.
final class Payment {

    /// What the merchant knows of his call.
    enum Called {
        UNDER_WAY,
        /// Answered `SUCCESS`, and signed.
        ACCEPTED,
        /// Answered with another code.
        REFUSED,
        /// No answer that can be read.
        UNKNOWN
    }

    final String orderNo;
    final long fen;
    final long intendedAt;

    volatile Called called = Called.UNDER_WAY;

    /// Of an accepted call; the empty text otherwise.
    volatile String flowNo = "";

    /// The code of a refusal, or why nothing is known.
    volatile String why = "";

    volatile long answeredAt;
    volatile long noticedAt;
    final AtomicInteger notices = new AtomicInteger();
    private final AtomicInteger ends = new AtomicInteger();

    Payment(String orderNo, long fen, long intendedAt) {
        this.orderNo = orderNo;
        this.fen = fen;
        this.intendedAt = intendedAt;
    }

    void accepted(String flow, long at) {
        flowNo = flow;
        answeredAt = at;
        called = Called.ACCEPTED;
    }

    void refused(String code, long at) {
        why = code;
        answeredAt = at;
        called = Called.REFUSED;
    }

    void lost(String reason) {
        why = reason;
        called = Called.UNKNOWN;
    }

    /// Answered and told: nothing more is to come.
    boolean isWhole() {
        return called == Called.ACCEPTED && noticedAt != 0;
    }

    /// True for the one who ends it.
    boolean ends() {
        return ends.getAndIncrement() == 0;
    }

    /// What the call took, from when it was meant to begin.
    long took() {
        return answeredAt - intendedAt;
    }
}
