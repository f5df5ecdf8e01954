package com.suanpan.bench.load;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Looks at a run twice a second while it lasts: the most connections, and a line for whoever waits.
final class Watch implements AutoCloseable {

    private static final long LOOK_NANOS = 500_000_000;
    private static final int LOOKS_A_LINE = 4;

    private final PlatformDatabase database;
    private final Load load;
    private final Sales sales;
    private final Screen screen;
    private final AtomicLong mostConnections = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Thread thread;

    Watch(PlatformDatabase database, Load load, Sales sales, Screen screen) {
        this.database = database;
        this.load = load;
        this.sales = sales;
        this.screen = screen;
        this.thread = Thread.ofPlatform().daemon().name("watch").start(this::look);
    }

    long mostConnections() {
        return mostConnections.get();
    }

    private void look() {
        long endedBefore = load.ended();
        long before = System.nanoTime();
        for (int looks = 1; !over.get(); looks++) {
            LockSupport.parkNanos(LOOK_NANOS);
            if (over.get()) {
                return;
            }
            mostConnections.accumulateAndGet(database.connections(), Math::max);
            if (looks % LOOKS_A_LINE == 0) {
                long ended = load.ended();
                long now = System.nanoTime();
                screen.progress(
                        (ended - endedBefore) * 1e9 / (now - before),
                        load.inFlight(),
                        sales.troubles());
                endedBefore = ended;
                before = now;
            }
        }
    }

    @Override
    public void close() {
        over.set(true);
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
