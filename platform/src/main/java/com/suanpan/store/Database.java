package com.suanpan.store;

import com.suanpan.number.Lanes;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// The opened database: found or started, judged safe, migrated, and pooled.
final class Database implements AutoCloseable {

    private static final int CONNECT_SECONDS = 10;

    /// A server that vanished without a word must not park a worker for ever.
    private static final int ANSWER_SECONDS = 120;

    /// A server of ours that froze inside a commit holds its row locks no longer than this, and nobody
    /// waits for a lock longer than a caller would.
    private static final String PATIENCE_OF_THE_SERVER =
            "-c lock_timeout=5s -c idle_in_transaction_session_timeout=30s";

    private final @Nullable EmbeddedPostgreSql embedded;
    private final TwoPools pool;
    private final Lanes lanes;

    private Database(@Nullable EmbeddedPostgreSql embedded, TwoPools pool, Lanes lanes) {
        this.embedded = embedded;
        this.pool = pool;
        this.lanes = lanes;
    }

    /// Opens the database or refuses with one sentence; a refusal leaves nothing running.
    static Database open(DatabaseSettings settings, Clock clock) {
        EmbeddedPostgreSql embedded =
                settings.outside()
                        ? null
                        : EmbeddedPostgreSql.open(settings.data(), settings.join(), clock);
        try {
            PGSimpleDataSource direct =
                    embedded == null ? outside(settings) : embedded.dataSource();
            DatabaseChecks.check(direct, clock);
            Migrations.run(direct);
            Lanes lanes = FixedSettings.lanes(direct, settings.lanes());
            return new Database(embedded, pooled(direct), lanes);
        } catch (RuntimeException e) {
            if (embedded != null) {
                embedded.close();
            }
            throw e;
        }
    }

    TwoPools pool() {
        return pool;
    }

    Lanes lanes() {
        return lanes;
    }

    /// Runs something if a PostgreSQL of our own ends though we did not stop it; an outside one is
    /// somebody else's to start again.
    void whenLost(Runnable then) {
        if (embedded != null) {
            embedded.whenLost(then);
        }
    }

    @Override
    public void close() {
        pool.close();
        if (embedded != null) {
            embedded.close();
        }
    }

    static PGSimpleDataSource outside(DatabaseSettings settings) {
        PGSimpleDataSource direct = new PGSimpleDataSource();
        String url = settings.url();
        // never repeated: other programs' addresses hold the password
        if (url == null || !url.startsWith("jdbc:postgresql:")) {
            throw new StartRefused(
                    "suanpan.database.url must look like jdbc:postgresql://host:5432/name; the password"
                            + " goes into suanpan.database.password.");
        }
        direct.setUrl(url);
        direct.setUser(settings.username());
        direct.setPassword(settings.password());
        return direct;
    }

    static TwoPools pooled(PGSimpleDataSource direct) {
        direct.setApplicationName("suanpan");
        direct.setConnectTimeout(CONNECT_SECONDS);
        direct.setSocketTimeout(ANSWER_SECONDS);
        direct.setTcpKeepAlive(true);
        direct.setLogServerErrorDetail(false); // it tells whole rows
        direct.setOptions(PATIENCE_OF_THE_SERVER);
        return new TwoPools(direct);
    }
}
