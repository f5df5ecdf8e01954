package com.suanpan.store;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/// Writes a backup (备份): every table as it stood at one instant, while servers go on. Keys are not in
/// it, but sealed; the key over them is not in it at all.
@Component
public final class Backup {

    private final DataSource dataSource;
    private final Clock clock;

    Backup(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /// A backup that was written, and read through again.
    ///
    /// @param snapshotAt the instant that it shows
    /// @param bytes of the file
    public record Written(Instant snapshotAt, int tables, long rows, long bytes) {}

    /// Writes the archive `to`, which must not be there, and reads it through again; `check` may refuse
    /// what was read. A failure leaves none.
    public Written write(Path to, PrintStream progress, Consumer<Restore> check) {
        Progress told = new Progress(progress);
        try (BackupWriter archive = BackupWriter.to(to);
                Connection connection = dataSource.getConnection()) {
            BackupManifest manifest = copied(connection, archive, told);
            archive.end(manifest);
            try (Restore again = Restore.of(archive.unfinished(), progress)) {
                check.accept(again);
            }
            return new Written(
                    manifest.snapshotAt(),
                    manifest.tables().size(),
                    manifest.rows(),
                    archive.name());
        } catch (IOException e) {
            throw new UncheckedIOException("the backup was not written", e);
        } catch (SQLException e) {
            throw new IllegalStateException("the backup was not written", e);
        }
    }

    /// Over one snapshot. The tables are locked against change of their form before the snapshot is
    /// taken: a table that a migration rewrote in between would look empty.
    private BackupManifest copied(Connection connection, BackupWriter archive, Progress progress)
            throws SQLException, IOException {
        var migrations = Migrations.applied(dataSource);
        Map<String, List<String>> expected = BackupRows.tables(connection);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        try {
            BackupRows.keepTables(connection, expected.keySet());
            Instant snapshotAt = clock.instant();
            if (!BackupRows.tables(connection).equals(expected)
                    || !Migrations.applied(dataSource).equals(migrations)) {
                throw new IllegalArgumentException(
                        "a migration ran just now: take the backup again.");
            }
            List<BackupManifest.Table> tables = new ArrayList<>();
            TableCopy copy = new TableCopy(connection, progress);
            for (Map.Entry<String, List<String>> table : expected.entrySet()) {
                tables.add(copied(table.getKey(), table.getValue(), copy, archive, progress));
            }
            return new BackupManifest(
                    BackupManifest.FORMAT,
                    snapshotAt,
                    migrations,
                    tables,
                    BackupRows.counters(connection));
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static BackupManifest.Table copied(
            String name,
            List<String> columns,
            TableCopy copy,
            BackupWriter archive,
            Progress progress)
            throws SQLException, IOException {
        progress.begins(name);
        TableCopy.Copied copied = copy.out(name, columns, archive.entry(name));
        progress.ends(copied.rows() + " rows");
        return new BackupManifest.Table(
                name, columns, copied.rows(), copied.bytes(), copied.sha256());
    }
}
