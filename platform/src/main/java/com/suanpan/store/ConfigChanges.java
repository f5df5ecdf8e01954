package com.suanpan.store;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Tells every server which configuration changed (配置变更), so that what it cached of it is dropped: at
/// once on the server that committed the change, within a second on all others, whoever wrote it.
@Component
public final class ConfigChanges implements SmartLifecycle {

    private static final Duration POLLING = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(ConfigChanges.class);

    private final ConfigChangeRows rows;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("config-changes").daemon().factory());
    private long seen;
    private volatile boolean running;

    private record Listener(String kind, Consumer<String> then) {}

    ConfigChanges(JdbcClient jdbc, Clock clock) {
        this.rows = new ConfigChangeRows(jdbc, clock);
        this.seen = rows.last();
    }

    /// Says in the writer's own transaction that this configuration changes.
    public void changed(String kind, String key) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a change is said in the transaction that makes it");
        }
        rows.add(kind, key);
        Transactions.afterCommit(() -> tell(kind, key));
    }

    /// Hears of each change of this kind, by its key, maybe more than once; must be quick.
    public void onChange(String kind, Consumer<String> then) {
        listeners.add(new Listener(kind, then));
    }

    /// Tells of what changed since the last look.
    synchronized void look() {
        try {
            for (ConfigChangeRows.Change change : rows.since(seen)) {
                tell(change.kind(), change.key());
                seen = change.changeNo();
            }
        } catch (RuntimeException e) {
            LOG.warn("changes of configuration not read; looking again: {}", e.toString());
        }
    }

    @Override
    public void start() {
        running = true;
        long every = POLLING.toMillis();
        var _ = timer.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
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

    private void tell(String kind, String key) {
        for (Listener listener : listeners) {
            if (listener.kind().equals(kind)) {
                listener.then().accept(key);
            }
        }
    }
}
