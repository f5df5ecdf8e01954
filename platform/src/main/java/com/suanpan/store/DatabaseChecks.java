package com.suanpan.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import javax.sql.DataSource;

/// What is asked of a PostgreSQL before money is trusted to it (M2): that it lets us in, is new
/// enough, loses nothing that it acknowledged, and agrees with us what time it is.
final class DatabaseChecks {

    private static final int OLDEST = 150_000;
    private static final Duration CLOCKS_APART = Duration.ofSeconds(2);

    private static final String FACTS =
            """
            select current_setting('server_version_num')::int as version_no,
                   current_setting('server_version') as version,
                   current_setting('fsync') as fsync,
                   current_setting('full_page_writes') as full_page_writes,
                   current_setting('synchronous_commit') as synchronous_commit,
                   pg_is_in_recovery() as replica,
                   clock_timestamp() as now
            """;

    private DatabaseChecks() {}

    /// What the database said of itself; `clockAhead` is its clock minus ours, negative if it is late.
    record Facts(
            int versionNo,
            String version,
            String fsync,
            String fullPageWrites,
            String synchronousCommit,
            boolean replica,
            Duration clockAhead) {}

    static void check(DataSource dataSource, Clock clock) {
        judge(ask(dataSource, clock));
    }

    static Facts ask(DataSource dataSource, Clock clock) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            Instant before = clock.instant();
            try (ResultSet row = statement.executeQuery(FACTS)) {
                row.next();
                Instant after = clock.instant();
                Instant ours = before.plus(Duration.between(before, after).dividedBy(2));
                Instant theirs = row.getObject("now", OffsetDateTime.class).toInstant();
                return new Facts(
                        row.getInt("version_no"),
                        row.getString("version"),
                        row.getString("fsync"),
                        row.getString("full_page_writes"),
                        row.getString("synchronous_commit"),
                        row.getBoolean("replica"),
                        Duration.between(ours, theirs));
            }
        } catch (SQLException e) {
            throw refusal(e);
        }
    }

    static void judge(Facts facts) {
        if (facts.versionNo() < OLDEST) {
            throw new StartRefused(
                    "the database is PostgreSQL %s: give Suanpan version 15 or newer."
                            .formatted(facts.version()));
        }
        if (facts.replica()) {
            throw new StartRefused(
                    "the database is a read replica: point suanpan.database.url at the primary.");
        }
        refuseUnless("on", "fsync", facts.fsync());
        refuseUnless("on", "full_page_writes", facts.fullPageWrites());
        if (facts.synchronousCommit().equals("off")) {
            refuseUnless("on", "synchronous_commit", "off");
        }
        if (facts.clockAhead().abs().compareTo(CLOCKS_APART) > 0) {
            throw new StartRefused(
                    "the clocks are apart: the database's is %d ms %s ours; set both by NTP and start again."
                            .formatted(
                                    facts.clockAhead().abs().toMillis(),
                                    facts.clockAhead().isNegative() ? "behind" : "ahead of"));
        }
    }

    private static void refuseUnless(String safe, String setting, String actual) {
        if (!actual.equals(safe)) {
            throw new StartRefused(
                    "the database runs with %s=%s and may lose acknowledged payments: set %s=%s in postgresql.conf and reload it."
                            .formatted(setting, actual, setting, safe));
        }
    }

    /// Why the database did not let us in, by SQLSTATE, in the operator's words.
    private static StartRefused refusal(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return switch (state) {
            case "28P01", "28000" ->
                    new StartRefused(
                            "the database refused the user or the password: check suanpan.database.username and suanpan.database.password.");
            case "3D000" ->
                    new StartRefused(
                            "the database named in suanpan.database.url does not exist: create it first.");
            default ->
                    new StartRefused(
                            "the database cannot be reached (%s): check suanpan.database.url and that PostgreSQL runs there."
                                    .formatted(e.getMessage()));
        };
    }
}
