package com.suanpan.bench.load;

import com.suanpan.bench.Halt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// The platform's PostgreSQL, looked into beside its server: how many connections it has, and what the
/// books say of a run.
public final class PlatformDatabase implements AutoCloseable {

    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;
    private static final int ROWS_AT_ONCE = 5_000;

    private static final String CONNECTIONS =
            """
            select count(*) from pg_stat_activity
            where datname = current_database() and application_name = 'suanpan'
            """;

    private static final String ORDERS =
            """
            select o.order_no, o.amount, o.status, o.paid_amount, o.sync_status,
                f.flow_no, f.status, f.paid
            from payment_order o
            left join payment_flow f on f.lane = o.lane and f.pay_order_no = o.pay_order_no
            where o.merchant_id = any (?)
            """;

    private static final String NOTICES_WAITING =
            "select count(*) from notice where status = 'WAITING' and merchant_id = any (?)";

    private static final String RECEIVABLE =
            """
            select coalesce(sum(debits_posted - credits_posted), 0) from account
            where kind = 'CHANNEL_RECEIVABLE'
            """;

    private static final String LANES =
            "select value::bigint from fixed_setting where name = 'lanes'";

    private static final String PUT_OFF_ASKING =
            "update payment_flow set ask_at = ask_at + cast(? as interval) where ask_at is not null";

    private final Connection connection;
    private final long postmaster;

    private PlatformDatabase(Connection connection, long postmaster) {
        this.connection = connection;
        this.postmaster = postmaster;
    }

    /// An order, and one of its flows if it has any. Amounts in fen.
    record Row(
            String orderNo,
            long amount,
            String status,
            long paid,
            String synced,
            @Nullable String flowNo,
            @Nullable String flowStatus,
            long flowPaid) {}

    /// The one that a running server started in this data folder.
    static PlatformDatabase in(Path data) {
        return new PlatformDatabase(connect(data), postmaster(data));
    }

    /// The process that is the parent of all of its PostgreSQL's others.
    public static long postmaster(Path data) {
        return Long.parseLong(line(data, PID_LINE));
    }

    /// A connection to it.
    public static Connection connect(Path data) {
        try {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setServerNames(new String[] {"127.0.0.1"});
            source.setPortNumbers(new int[] {Integer.parseInt(line(data, PORT_LINE))});
            source.setDatabaseName("suanpan");
            source.setUser("postgres");
            source.setPassword(Files.readString(data.resolve("postgres.password")).strip());
            source.setApplicationName("bench");
            return source.getConnection();
        } catch (IOException | SQLException e) {
            throw new Halt("the platform's database cannot be looked into: " + e.getMessage());
        }
    }

    /// How many lanes it was made with.
    static int lanes(Path data) {
        try (PlatformDatabase database = in(data)) {
            return (int) database.number(LANES);
        }
    }

    /// A line of the file in which a running PostgreSQL tells of itself.
    private static String line(Path data, int number) {
        try {
            return Files.readAllLines(data.resolve("database/postmaster.pid")).get(number).strip();
        } catch (IOException e) {
            throw new Halt("no PostgreSQL runs in " + data + ": " + e.getMessage());
        }
    }

    /// The process that is the parent of all of PostgreSQL's others.
    long postmaster() {
        return postmaster;
    }

    /// How many connections the platform has now.
    long connections() {
        return number(CONNECTIONS);
    }

    /// What the channels owe by the books, in fen.
    long receivable() {
        return number(RECEIVABLE);
    }

    long noticesWaiting(List<String> merchantIds) {
        return number(NOTICES_WAITING, merchantIds);
    }

    /// Lets nobody be asked about an unpaid flow for so long.
    synchronized void putOffAsking(Duration time) {
        try (PreparedStatement statement = connection.prepareStatement(PUT_OFF_ASKING)) {
            statement.setString(1, time.toSeconds() + " seconds");
            statement.executeUpdate();
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /// Every order of these merchants, a row a flow.
    synchronized void orders(List<String> merchantIds, Consumer<Row> each) {
        try {
            connection.setAutoCommit(false);
            try (PreparedStatement orders = connection.prepareStatement(ORDERS)) {
                orders.setFetchSize(ROWS_AT_ONCE);
                orders.setArray(1, connection.createArrayOf("text", merchantIds.toArray()));
                try (ResultSet rows = orders.executeQuery()) {
                    while (rows.next()) {
                        each.accept(row(rows));
                    }
                }
            }
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private static Row row(ResultSet rows) throws SQLException {
        return new Row(
                rows.getString(1),
                rows.getLong(2),
                rows.getString(3),
                rows.getLong(4),
                rows.getString(5),
                rows.getString(6),
                rows.getString(7),
                rows.getLong(8));
    }

    private long number(String sql) {
        return number(sql, List.of());
    }

    private synchronized long number(String sql, List<String> merchantIds) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (!merchantIds.isEmpty()) {
                statement.setArray(1, connection.createArrayOf("text", merchantIds.toArray()));
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private static Halt broken(SQLException e) {
        return new Halt("the platform's database does not answer: " + e.getMessage());
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw broken(e);
        }
    }
}
