package com.suanpan.callback;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Keeps refused callbacks for a person, behind the callers' backs: one small batch a second at most,
/// from a bounded queue, so that a flood costs the database as little as a trickle. What does not fit
/// is counted and forgotten.
@Component
final class RefusedLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedLog.class);
    private static final int MOST_WAITING = 200;
    private static final int BATCH = 50;
    private static final int MOST_OF_ACCOUNT = 200;
    private static final int MOST_IN_ALL = 2_000;
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    /// Where a batch goes.
    @FunctionalInterface
    interface Sink {

        void keep(List<RefusedCallback> refused);
    }

    private final Sink sink;
    private final Duration pause;
    private final BlockingQueue<RefusedCallback> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong forgotten = new AtomicLong();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread writer;

    @Autowired
    RefusedLog(RefusedCallbacks table) {
        this(
                refused -> {
                    table.add(refused);
                    table.trim(MOST_OF_ACCOUNT, MOST_IN_ALL);
                },
                USUAL_PAUSE);
    }

    RefusedLog(Sink sink, Duration pause) {
        this.sink = sink;
        this.pause = pause;
        this.writer = Thread.ofVirtual().name("callbacks-refused").start(this::write);
    }

    /// Never waits and never throws.
    void add(RefusedCallback refused) {
        if (!waiting.offer(refused)) {
            forgotten.incrementAndGet();
        }
    }

    private void write() {
        try {
            boolean more = true;
            while (more) {
                List<RefusedCallback> taken = new ArrayList<>(BATCH);
                RefusedCallback first = waiting.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    taken.add(first);
                    waiting.drainTo(taken, BATCH - 1);
                    keep(taken);
                    closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
                }
                more = closing.getCount() > 0 || !waiting.isEmpty();
            }
        } catch (InterruptedException _) {
            // Closing lasts too long; what waits is forgotten.
        }
    }

    private void keep(List<RefusedCallback> taken) {
        try {
            sink.keep(taken);
            LOG.warn(
                    "{} callbacks refused, the last to {} from {}: {}; {} more are not kept",
                    taken.size(),
                    taken.getLast().channelCode(),
                    taken.getLast().source(),
                    taken.getLast().reason(),
                    forgotten.getAndSet(0));
        } catch (RuntimeException e) {
            LOG.warn("{} refused callbacks are not kept", taken.size(), e);
        }
    }

    /// Keeps what waits.
    @Override
    public void close() {
        closing.countDown();
        try {
            if (!writer.join(CLOSING)) {
                writer.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
