package com.suanpan.sandbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waits that end early when the sandbox closes.
final class Patience implements AutoCloseable {

    private final CountDownLatch closing = new CountDownLatch(1);

    /// False if the sandbox closed meanwhile.
    boolean sit(Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            return closing.getCount() > 0;
        }
        try {
            return !closing.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
