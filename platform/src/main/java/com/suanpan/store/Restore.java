package com.suanpan.store;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.core.env.Environment;

/// Makes a database from a backup (恢复), before anything else of the program is there: our own in a
/// folder that has none, or in an outside one that is empty. Until it is whole, nothing can be taken
/// for a database.
public final class Restore implements AutoCloseable {

    private final BackupReader archive;
    private final Progress progress;

    private Restore(BackupReader archive, Progress progress) {
        this.archive = archive;
        this.progress = progress;
    }

    /// Reads the whole archive; refuses one that is damaged or of a newer format.
    public static Restore of(Path file, PrintStream progress) {
        Progress told = new Progress(progress);
        return new Restore(BackupReader.of(file, told), told);
    }

    /// The instant that the backup shows.
    public Instant snapshotAt() {
        return archive.manifest().snapshotAt();
    }

    public long rows() {
        return archive.manifest().rows();
    }

    /// The first row of a table by column, as PostgreSQL sends it in binary; empty if there is none.
    public Map<String, byte @Nullable []> firstRow(String table) {
        return archive.firstRow(table);
    }

    /// Refuses a folder or an outside database that is not empty.
    public static void requireEmpty(Environment environment, Clock clock) {
        DatabaseSettings settings = DatabaseSettings.of(environment);
        if (settings.outside()) {
            PGSimpleDataSource outside = Database.outside(settings);
            DatabaseChecks.check(outside, clock);
            UnfinishedSchema.requireEmpty(outside);
        } else {
            EmbeddedPostgreSql.requireNoDatabase(settings.data());
        }
    }

    /// Loads the database that the settings name; `atLast` runs when all is loaded and nothing is seen
    /// yet.
    public void load(Environment environment, Runnable atLast) {
        DatabaseSettings settings = DatabaseSettings.of(environment);
        Consumer<PGSimpleDataSource> fill =
                empty -> {
                    new BackupLoad(archive, progress).into(empty);
                    atLast.run();
                };
        if (settings.outside()) {
            UnfinishedSchema.fill(() -> Database.outside(settings), fill);
        } else {
            EmbeddedPostgreSql.makeFilled(settings.data(), fill);
        }
    }

    @Override
    public void close() {
        archive.close();
    }
}
