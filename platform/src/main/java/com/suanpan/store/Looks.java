package com.suanpan.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Takes the looks of all rooms, one after another, on a thread of its own.
@Component
@ConditionalOnWebApplication
final class Looks implements SmartLifecycle {

    private static final Duration EVERY = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(Looks.class);

    private final List<Look> looks;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("looks").daemon().factory());
    private volatile boolean running;

    Looks(List<Look> looks) {
        this.looks = List.copyOf(looks);
    }

    void lookAll() {
        for (Look look : looks) {
            try {
                look.work().run();
            } catch (RuntimeException e) {
                LOG.warn("{}: not looked at: {}", look.name(), e.toString());
            }
        }
    }

    @Override
    public void start() {
        running = true;
        var _ =
                timer.scheduleWithFixedDelay(
                        this::lookAll, 1_000, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
