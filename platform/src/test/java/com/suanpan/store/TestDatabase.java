package com.suanpan.store;

import java.util.Objects;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A fresh database with all tables, for one test class:
/// `private static final TestDatabase DATABASE = TestDatabase.create();`
/// Closing it is good manners; the JVM's end takes everything with it.
public final class TestDatabase implements AutoCloseable {

    private final PGSimpleDataSource direct;
    private final boolean own;
    private final TwoPools pool;
    private final DataSource dataSource;

    private TestDatabase(PGSimpleDataSource direct, boolean own) {
        this.direct = direct;
        this.own = own;
        this.pool = Database.pooled(direct);
        this.dataSource = new HeldConnections(pool);
    }

    public static TestDatabase create() {
        return new TestDatabase(TestPostgreSql.freshDatabase(), true);
    }

    /// The same database by another way in.
    static TestDatabase over(PGSimpleDataSource way) {
        return new TestDatabase(way, false);
    }

    /// Pooled and counted, as the platform's own.
    public DataSource dataSource() {
        return dataSource;
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(dataSource);
    }

    /// As `suanpan.database.url` takes it.
    public String url() {
        return url(direct);
    }

    public String username() {
        return Objects.requireNonNull(direct.getUser());
    }

    public String password() {
        return Objects.requireNonNull(direct.getPassword());
    }

    static String url(PGSimpleDataSource database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s"
                .formatted(database.getPortNumbers()[0], database.getDatabaseName());
    }

    @Override
    public void close() {
        pool.close();
        if (own) {
            TestPostgreSql.drop(direct);
        }
    }
}
