package com.suanpan.store;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Whether the database answers (心跳): asked every second; it holds while the last answer is not older
/// than a caller would wait.
@Component
@ConditionalOnWebApplication
final class Pulse implements Vital, SmartLifecycle {

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

    private final JdbcClient jdbc;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("pulse").daemon().factory());
    private volatile long answered = System.nanoTime();
    private volatile boolean running;

    Pulse(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public boolean holds() {
        return System.nanoTime() - answered < PATIENCE.toNanos();
    }

    private void feel() {
        try {
            jdbc.sql("select 1").query(Integer.class).single();
            answered = System.nanoTime();
        } catch (RuntimeException e) {
            LOG.debug("the database does not answer: {}", e.toString());
        }
    }

    @Override
    public void start() {
        running = true;
        long every = EVERY.toMillis();
        var _ = timer.scheduleWithFixedDelay(this::feel, 0, every, TimeUnit.MILLISECONDS);
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
