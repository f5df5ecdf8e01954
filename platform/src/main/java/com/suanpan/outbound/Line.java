package com.suanpan.outbound;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The line (线路) to one channel account: its places, and what it tells of itself.
final class Line {

    private final Semaphore places;
    private final Timer received;
    private final Timer notSent;
    private final Timer lost;

    Line(MeterRegistry meters, String name, int most) {
        this.places = new Semaphore(most);
        this.received = timer(meters, name, "received");
        this.notSent = timer(meters, name, "not_sent");
        this.lost = timer(meters, name, "lost");
        Gauge.builder("suanpan.outbound.in.flight", places, free -> most - free.availablePermits())
                .description("Calls to providers under way")
                .tag("line", name)
                .register(meters);
    }

    private static Timer timer(MeterRegistry meters, String name, String outcome) {
        return Timer.builder("suanpan.outbound.calls")
                .description("Calls to providers, by what became of them")
                .tag("line", name)
                .tag("outcome", outcome)
                .register(meters);
    }

    /// Whether who came now would have to wait.
    boolean isFull() {
        return places.availablePermits() == 0;
    }

    /// Waits for a place; false if none became free in time.
    boolean enter(Duration patience) {
        try {
            return places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void leave() {
        places.release();
    }

    void ended(ChannelAnswer answer, long began) {
        Timer timer =
                switch (answer) {
                    case ChannelAnswer.Received _ -> received;
                    case ChannelAnswer.NotSent _ -> notSent;
                    case ChannelAnswer.Lost _ -> lost;
                };
        timer.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    }
}
