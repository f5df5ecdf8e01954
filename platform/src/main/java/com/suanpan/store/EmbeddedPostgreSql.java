package com.suanpan.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/// A real PostgreSQL of our own in the data folder, durable, for us alone: loopback, a random
/// password, no sockets. Whoever holds the folder's lock starts and stops it; a short command may join
/// the one that a running server started.
final class EmbeddedPostgreSql implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgreSql.class);

    private static final String USER = "postgres";
    private static final String NAME = "suanpan";

    /// A new segment of the log is filled with zeros while every commit waits: 40 ms for the usual 16 MB.
    private static final String WAL_SEGMENT_MB = "1";

    /// Recovery after a crash may take its time.
    private static final Duration START = Duration.ofMinutes(2);

    private static final Duration JOIN = Duration.ofSeconds(60);
    private static final Duration JOIN_PAUSE = Duration.ofMillis(100);

    private final DataFolder folder;
    private final PGSimpleDataSource dataSource;
    private final DataFolder.@Nullable Holding holding;
    private final @Nullable EmbeddedPostgres server;
    private volatile boolean closing;

    private EmbeddedPostgreSql(
            DataFolder folder,
            PGSimpleDataSource dataSource,
            DataFolder.@Nullable Holding holding,
            @Nullable EmbeddedPostgres server) {
        this.folder = folder;
        this.dataSource = dataSource;
        this.holding = holding;
        this.server = server;
    }

    static EmbeddedPostgreSql open(Path data, boolean join, Clock clock) {
        DataFolder folder = DataFolder.at(data);
        Optional<DataFolder.Holding> holding = folder.take();
        if (holding.isPresent()) {
            try {
                return started(folder, holding.get(), clock);
            } catch (RuntimeException e) {
                holding.get().close();
                throw e;
            }
        }
        if (!join) {
            throw inUse(folder);
        }
        return joined(folder);
    }

    private static StartRefused inUse(DataFolder folder) {
        return new StartRefused(
                "the folder %s is in use by %s: stop that one first, or name another folder with --data DIR."
                        .formatted(folder.path(), folder.holder()));
    }

    /// Makes a database that already holds something, in a folder that has none; it is seen there only
    /// once `fill` is through. What failed leaves nothing.
    static void makeFilled(Path data, Consumer<PGSimpleDataSource> fill) {
        DataFolder folder = DataFolder.at(data);
        try (DataFolder.Holding _ = folder.take().orElseThrow(() -> inUse(folder))) {
            requireNoDatabase(folder.path());
            String password = folder.password();
            forgetHalfUnpacked(folder.program());
            make(folder, password, fill);
        }
    }

    /// Refuses a folder in which there is a database.
    static void requireNoDatabase(Path data) {
        if (Files.exists(data.resolve("database"))) {
            throw new StartRefused(
                    "there is a database in %s: name another folder with --data DIR."
                            .formatted(data));
        }
    }

    PGSimpleDataSource dataSource() {
        return dataSource;
    }

    /// Runs something if the server ends though nobody here stopped it.
    void whenLost(Runnable then) {
        Postmaster.of(folder.database())
                .flatMap(running -> ProcessHandle.of(running.pid()))
                .ifPresent(process -> {
                    var _ = process.onExit().thenRun(() -> unlessClosing(then));
                });
    }

    private void unlessClosing(Runnable then) {
        if (!closing) {
            then.run();
        }
    }

    /// Stops the server if it is ours, waits until it is gone, and lets the folder go.
    @Override
    public void close() {
        closing = true;
        if (server != null) {
            stop(server, folder.database());
        }
        if (holding != null) {
            holding.close();
        }
    }

    private static EmbeddedPostgreSql started(
            DataFolder folder, DataFolder.Holding holding, Clock clock) {
        String password = folder.password();
        forgetHalfUnpacked(folder.program());
        if (!Files.exists(folder.database())) {
            make(folder, password, _ -> {});
        }
        Postmaster.stopLeft(folder.database());
        Instant before = clock.instant();
        EmbeddedPostgres server = start(folder, folder.database(), password);
        try {
            PGSimpleDataSource dataSource = source(server.getPort(), NAME, password);
            requireOurs(dataSource, folder.database(), before);
            LOG.info("PostgreSQL runs on port {} in {}", server.getPort(), folder.database());
            return new EmbeddedPostgreSql(folder, dataSource, holding, server);
        } catch (RuntimeException e) {
            stop(server, folder.database());
            throw e;
        }
    }

    /// Makes a new database beside its final place and moves it there when it is whole, so that a first
    /// start that was killed leaves nothing that looks like data.
    private static void make(
            DataFolder folder, String password, Consumer<PGSimpleDataSource> fill) {
        LOG.info("first start: making a PostgreSQL database in {}", folder.database());
        Path unfinished = folder.unfinished();
        try {
            Postmaster.stopLeft(unfinished);
            FileSystemUtils.deleteRecursively(unfinished);
            EmbeddedPostgres server = start(folder, unfinished, password);
            try (Connection connection =
                            source(server.getPort(), "postgres", password).getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + NAME);
                fill.accept(source(server.getPort(), NAME, password));
            } catch (RuntimeException e) {
                stop(server, unfinished);
                FileSystemUtils.deleteRecursively(unfinished);
                throw e;
            }
            stop(server, unfinished);
            Files.move(unfinished, folder.database());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres start(DataFolder folder, Path database, String password) {
        try {
            Files.createDirectories(folder.program());
            folder.ownerOnly(folder.program(), "rwx------");
            return DurablePostgreSql.builder()
                    .setDataDirectory(database)
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(folder.program().toFile())
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(START)
                    .setOutputRedirector(Redirect.appendTo(folder.log().toFile()))
                    .setErrorRedirector(Redirect.appendTo(folder.log().toFile()))
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("auth", "scram-sha-256")
                    .setLocaleConfig("pwfile", folder.passwordFile().toString())
                    .setLocaleConfig("wal-segsize", WAL_SEGMENT_MB)
                    .setConnectConfig("password", password)
                    .start();
        } catch (IOException | IllegalStateException e) {
            throw new StartRefused(
                    "PostgreSQL did not start in %s (%s): read %s; where user namespaces are blocked run as a normal user, or name an outside PostgreSQL with suanpan.database.url."
                            .formatted(database, e.getMessage(), folder.log()));
        }
    }

    /// That the server which answers is the one just started, on our files; its settings are judged
    /// by `DatabaseChecks` like those of any other.
    private static void requireOurs(PGSimpleDataSource dataSource, Path database, Instant before) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select current_setting('data_directory'), pg_postmaster_start_time()")) {
            row.next();
            Path served = Path.of(row.getString(1));
            Instant since = row.getObject(2, OffsetDateTime.class).toInstant();
            if (!Files.isSameFile(served, database) || since.isBefore(before.minusSeconds(1))) {
                throw new StartRefused(
                        "another PostgreSQL answers in place of ours (%s, since %s): stop it and start again."
                                .formatted(served, since));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgreSql joined(DataFolder folder) {
        long tries = JOIN.dividedBy(JOIN_PAUSE);
        for (long i = 0; i < tries; i++) {
            Optional<Postmaster> running = Postmaster.of(folder.database());
            if (running.isPresent() && running.get().ready()) {
                PGSimpleDataSource dataSource =
                        source(running.get().port(), NAME, folder.password());
                return new EmbeddedPostgreSql(folder, dataSource, null, null);
            }
            try {
                Thread.sleep(JOIN_PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new StartRefused(
                "the folder %s is in use by %s, but no PostgreSQL runs there: wait until it has started, or stop it."
                        .formatted(folder.path(), folder.holder()));
    }

    /// A stop that the library gave up waiting for is waited for here: whoever comes next must find the
    /// database at rest. A thread that was interrupted (the program was told to end while it started)
    /// stops it all the same.
    private static void stop(EmbeddedPostgres server, Path database) {
        boolean interrupted = Thread.interrupted();
        try {
            server.close();
        } catch (IOException e) {
            LOG.warn("PostgreSQL did not stop at once", e);
        }
        Postmaster.stopLeft(database);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static PGSimpleDataSource source(int port, String name, String password) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {"127.0.0.1"});
        dataSource.setPortNumbers(new int[] {port});
        dataSource.setDatabaseName(name);
        dataSource.setUser(USER);
        dataSource.setPassword(password);
        return dataSource;
    }

    /// Unpacking that was killed leaves a folder without its mark `.exists`, over which the library
    /// stumbles for ever.
    private static void forgetHalfUnpacked(Path program) {
        if (!Files.exists(program)) {
            return;
        }
        try (Stream<Path> unpacked = Files.list(program)) {
            for (Path one : unpacked.toList()) {
                if (!Files.exists(one.resolve(".exists"))) {
                    FileSystemUtils.deleteRecursively(one);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
