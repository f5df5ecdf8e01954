package com.suanpan.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/// One data source over two pools (连接池): batches take connections from their own, everybody else from
/// the other. However many read, a batch finds its connection, and one batch carries the work of
/// hundreds of callers.
///
/// Few connections are enough: waiting virtual threads cost nothing.
///
/// Batches find all their rows by keys, and their connections keep a plan once made. One made while a
/// table was small must still be good when it has grown, so they never scan a table, and never compare
/// each row of a batch with each other: what a batch costs follows from its size alone. For the same
/// reason no batch is planned anew.
final class TwoPools extends AbstractDataSource implements AutoCloseable {

    static final int FOR_BATCHES = 8;
    static final int FOR_OTHERS = 12;

    private static final int FEWEST = 2;
    private static final Duration WAIT_FOR_CONNECTION = Duration.ofSeconds(5);
    private static final String BY_KEYS =
            """
            set enable_seqscan = off; set enable_nestloop = off;
            set plan_cache_mode = force_generic_plan
            """;
    private static final ScopedValue<Boolean> IN_BATCH = ScopedValue.newInstance();

    private final HikariDataSource batches;
    private final HikariDataSource others;

    TwoPools(DataSource direct) {
        this.batches = pool("batches", direct, FOR_BATCHES, BY_KEYS);
        this.others = pool("others", direct, FOR_OTHERS, null);
    }

    private static HikariDataSource pool(
            String name, DataSource direct, int most, @Nullable String begin) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(direct);
        config.setMaximumPoolSize(most);
        config.setMinimumIdle(FEWEST);
        config.setConnectionInitSql(begin);
        config.setConnectionTimeout(WAIT_FOR_CONNECTION.toMillis());
        return new HikariDataSource(config);
    }

    /// Shows how many connections are used and waited for.
    void measure(MeterRegistry meters) {
        for (HikariDataSource pool : List.of(batches, others)) {
            HikariPoolMXBean now = pool.getHikariPoolMXBean();
            Gauge.builder(
                            "suanpan.database.connections.used",
                            now,
                            HikariPoolMXBean::getActiveConnections)
                    .description("Database connections in use")
                    .tag("pool", pool.getPoolName())
                    .register(meters);
            Gauge.builder(
                            "suanpan.database.connections.open",
                            now,
                            HikariPoolMXBean::getTotalConnections)
                    .description("Database connections open, in use or idle")
                    .tag("pool", pool.getPoolName())
                    .register(meters);
            Gauge.builder(
                            "suanpan.database.connections.awaited",
                            now,
                            HikariPoolMXBean::getThreadsAwaitingConnection)
                    .description("Threads that wait for a database connection")
                    .tag("pool", pool.getPoolName())
                    .register(meters);
        }
    }

    /// Does the work of a batch: connections that this thread takes meanwhile are the batches' own.
    static <R> R inBatch(Supplier<R> work) {
        return ScopedValue.where(IN_BATCH, true).call(work::get);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return (IN_BATCH.isBound() ? batches : others).getConnection();
    }

    @Override
    public Connection getConnection(String username, String password) {
        throw new UnsupportedOperationException("the pools have one user");
    }

    @Override
    public void close() {
        others.close();
        batches.close();
    }
}
