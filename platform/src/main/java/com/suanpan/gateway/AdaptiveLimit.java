package com.suanpan.gateway;

import java.time.Duration;

/// How many calls may be worked on at once (自适应并发上限): more while they take less than the goal, fewer
/// while they take longer or are refused further in.
///
/// Time is cut into windows, and a window lasts at least as long as a call takes, so that each step is
/// judged by calls that felt the one before. After a good window the limit grows by a sixteenth of the
/// most; after a bad one it shrinks in the measure by which the goal was missed, at most by half. So with
/// a throughput X it settles where X times the goal is (Little's law), and from the least to the most
/// takes four seconds.
final class AdaptiveLimit {

    /// @param least the limit never falls below it, so that there is always something to judge by
    /// @param most the limit never rises above it, and begins there
    /// @param goal what a call may take on average, of our own time
    record Bounds(int least, int most, Duration goal) {

        Bounds {
            if (least < 1 || most < least || !goal.isPositive()) {
                throw new IllegalArgumentException(
                        "1 <= %d <= %d, and %s above nothing".formatted(least, most, goal));
            }
        }
    }

    private static final long WINDOW = Duration.ofMillis(250).toNanos();
    private static final int STEPS = 16;

    /// After so long without the end of a call those before it say nothing; calls that hung meanwhile say
    /// so when they end.
    private static final long QUIET = Duration.ofSeconds(1).toNanos();

    /// A mean of fewer calls says nothing.
    private static final int FEWEST = 10;

    private static final double LEAST_LEFT = 0.5;

    private final Bounds bounds;
    private volatile int limit;
    private boolean begun;
    private long windowBegan;
    private long windowLasts = WINDOW;
    private long lastEnded;
    private int ended;
    private long took;
    private boolean refused;

    AdaptiveLimit(Bounds bounds) {
        this.bounds = bounds;
        this.limit = bounds.most();
    }

    int now() {
        return limit;
    }

    /// A call is over.
    ///
    /// @param now nanoseconds of a clock that never goes back
    /// @param ownNanos our own time on it, without what a channel took
    /// @param refusedInside whether it was refused `SYSTEM_BUSY` after it had been let in
    synchronized void ended(long now, long ownNanos, boolean refusedInside) {
        if (!begun) {
            begun = true;
            windowBegan = now;
        } else if (now - lastEnded >= QUIET) {
            forget();
        }
        lastEnded = now;
        ended++;
        took += ownNanos;
        refused |= refusedInside;
        boolean over = now - windowBegan >= windowLasts;
        if (over && (ended >= FEWEST || refused)) {
            judge(now);
        }
    }

    private void judge(long now) {
        long mean = took / ended;
        double missed = (double) bounds.goal().toNanos() / Math.max(1, mean);
        if (refused) {
            limit = atLeast(limit * LEAST_LEFT);
        } else if (missed < 1) {
            limit = atLeast(limit * Math.max(missed, LEAST_LEFT));
        } else {
            long windows = Math.clamp((now - windowBegan) / WINDOW, 1, STEPS);
            long step = Math.max(1, bounds.most() / STEPS);
            limit = (int) Math.min(bounds.most(), limit + windows * step);
        }
        windowBegan = now;
        windowLasts = Math.max(WINDOW, mean);
        forget();
    }

    private void forget() {
        ended = 0;
        took = 0;
        refused = false;
    }

    private int atLeast(double wanted) {
        return Math.max(bounds.least(), (int) wanted);
    }
}
