package com.suanpan.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
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

    private static final String APPLIED =
            """
            select version, checksum from :history
            where version is not null and type <> 'BASELINE'
            order by installed_rank
            """;

    private Migrations() {}

    /// A migration that made or changed tables, and the checksum of its text.
    record Applied(String version, @Nullable Integer checksum) {}

    /// Brings every room's tables up to this program; refuses a database of a newer one.
    static void run(DataSource dataSource) {
        List<String> mine = ROOMS.stream().filter(Migrations::hasTables).toList();
        for (String room : migratedRooms(dataSource)) {
            if (!mine.contains(room)) {
                throw newer(room, "tables");
            }
        }
        mine.forEach(room -> migrate(dataSource, room, MigrationVersion.LATEST));
    }

    /// The migrations of each room that made this database.
    static SortedMap<String, List<Applied>> applied(DataSource dataSource) {
        SortedMap<String, List<Applied>> applied = new TreeMap<>();
        JdbcClient jdbc = JdbcClient.create(dataSource);
        for (String room : migratedRooms(dataSource)) {
            applied.put(
                    room,
                    jdbc.sql(APPLIED.replace(":history", TableCopy.quoted("flyway_" + room)))
                            .query(Applied.class)
                            .list());
        }
        return applied;
    }

    /// Makes the tables of an empty database as these migrations made them, and no newer ones; refuses
    /// what this program does not know.
    static void runExactly(DataSource dataSource, Map<String, List<Applied>> wanted) {
        List<String> mine = ROOMS.stream().filter(wanted::containsKey).toList();
        for (String room : wanted.keySet()) {
            if (!mine.contains(room) || !hasTables(room)) {
                throw newer(room, "tables");
            }
        }
        for (String room : mine) {
            List<Applied> versions = wanted.getOrDefault(room, List.of());
            if (!versions.isEmpty()) {
                Applied last = versions.getLast();
                if (files(room).noneMatch(file -> file.startsWith("V" + last.version() + "__"))) {
                    throw newer(room, "version " + last.version());
                }
                migrate(dataSource, room, MigrationVersion.fromVersion(last.version()));
            }
        }
        if (!applied(dataSource).equals(wanted)) {
            throw new StartRefused(
                    "the database was made by another build of this program, whose migrations differ: use that build.");
        }
    }

    private static List<String> migratedRooms(DataSource dataSource) {
        return JdbcClient.create(dataSource).sql(MIGRATED_ROOMS).query(String.class).list();
    }

    private static Flyway flyway(DataSource dataSource, String room, MigrationVersion upTo) {
        return Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration/" + room)
                .table("flyway_" + room)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .validateMigrationNaming(true)
                .target(upTo)
                .load();
    }

    private static void migrate(DataSource dataSource, String room, MigrationVersion upTo) {
        Flyway flyway = flyway(dataSource, room, upTo);
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
        return files(room).findAny().isPresent();
    }

    /// The names of a room's migrations.
    private static Stream<String> files(String room) {
        try {
            return Arrays.stream(
                            new PathMatchingResourcePatternResolver()
                                    .getResources("classpath*:db/migration/" + room + "/*.sql"))
                    .map(file -> String.valueOf(file.getFilename()));
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
