package com.suanpan.store;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
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

    /// The counter's row stays locked until the writer commits. A plain sequence would not do: a number
    /// given early and committed late would be passed over.
    private static final String CHANGED =
            """
            with counted as (
                update config_change_counter set change_no = change_no + 1 returning change_no)
            insert into config_change (kind, key, change_no, changed_at)
            select :kind, :key, change_no, :now from counted
            on conflict (kind, key) do update
            set change_no = excluded.change_no, changed_at = excluded.changed_at
            """;

    private static final String LAST =
            """
            select change_no from config_change_counter
            """;

    private static final String SINCE =
            """
            select kind, key, change_no from config_change
            where change_no > :seen order by change_no
            """;

    private static final Logger LOG = LoggerFactory.getLogger(ConfigChanges.class);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("config-changes").daemon().factory());
    private long seen;
    private volatile boolean running;

    private record Change(String kind, String key, long changeNo) {}

    private record Listener(String kind, Consumer<String> then) {}

    ConfigChanges(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.seen = jdbc.sql(LAST).query(Long.class).single();
    }

    /// Says in the writer's own transaction that this configuration changes.
    public void changed(String kind, String key) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a change is said in the transaction that makes it");
        }
        jdbc.sql(CHANGED)
                .param("kind", kind)
                .param("key", key)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        Transactions.afterCommit(() -> tell(kind, key));
    }

    /// Hears of each change of this kind, by its key, maybe more than once; must be quick.
    public void onChange(String kind, Consumer<String> then) {
        listeners.add(new Listener(kind, then));
    }

    /// Tells of what changed since the last look.
    synchronized void look() {
        try {
            for (Change change : jdbc.sql(SINCE).param("seen", seen).query(Change.class).list()) {
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
