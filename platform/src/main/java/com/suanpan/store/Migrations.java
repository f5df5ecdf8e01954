package com.suanpan.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The tables of each room, made by the files of `db/migration/<room>/` and remembered in
/// `flyway_<room>`; forward only.
final class Migrations {

    /// Every room of the plan by level, so that what a migration refers to is already there.
    static final List<String> ROOMS =
            List.of(
                    "store",
                    "secret",
                    "audit",
                    "outbound",
                    "merchant",
                    "ledger",
                    "channel",
                    "gateway",
                    "risk",
                    "route",
                    "payment",
                    "payout",
                    "refund",
                    "balance",
                    "settlement",
                    "cashier",
                    "callback",
                    "notify",
                    "recon",
                    "adjustment",
                    "console");

    private static final String MIGRATED_ROOMS =
            """
            select substr(tablename, 8) from pg_tables
            where schemaname = current_schema() and tablename like 'flyway\\_%'
            order by tablename
            """;

    private Migrations() {}

    /// Brings every room's tables up to this program; refuses a database of a newer one.
    static void run(DataSource dataSource) {
        List<String> mine = ROOMS.stream().filter(Migrations::hasTables).toList();
        for (String room :
                JdbcClient.create(dataSource).sql(MIGRATED_ROOMS).query(String.class).list()) {
            if (!mine.contains(room)) {
                throw newer(room, "tables");
            }
        }
        mine.forEach(room -> migrate(dataSource, room));
    }

    private static void migrate(DataSource dataSource, String room) {
        Flyway flyway =
                Flyway.configure()
                        .dataSource(dataSource)
                        .locations("classpath:db/migration/" + room)
                        .table("flyway_" + room)
                        .baselineOnMigrate(true)
                        .baselineVersion("0")
                        .validateMigrationNaming(true)
                        .load();
        for (MigrationInfo migration : flyway.info().applied()) {
            if (!migration.getState().isResolved()) {
                throw newer(room, "version " + migration.getVersion());
            }
        }
        try {
            flyway.migrate();
        } catch (FlywayValidateException e) {
            throw new StartRefused(
                    "the tables of room %s were made by another build of this program: start that build, or give this one another database (%s)."
                            .formatted(
                                    room, String.valueOf(e.getMessage()).replaceAll("\\s+", " ")));
        }
    }

    private static boolean hasTables(String room) {
        try {
            return new PathMatchingResourcePatternResolver()
                            .getResources("classpath*:db/migration/" + room + "/*.sql")
                            .length
                    > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StartRefused newer(String room, String what) {
        return new StartRefused(
                "the database is newer than this program (room %s has %s that we do not know): start the newer program, or give this one another database."
                        .formatted(room, what));
    }
}
