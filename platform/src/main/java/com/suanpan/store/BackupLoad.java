package com.suanpan.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postgresql.ds.PGSimpleDataSource;

/// Loads a backup into an empty database: the tables as the backup's own migrations made them, each
/// table read back and held against its digest, the foreign keys made again over all rows, and only
/// then the migrations since.
final class BackupLoad {

    private final BackupReader archive;
    private final Progress progress;

    BackupLoad(BackupReader archive, Progress progress) {
        this.archive = archive;
        this.progress = progress;
    }

    void into(PGSimpleDataSource empty) {
        BackupManifest manifest = archive.manifest();
        Migrations.runExactly(empty, manifest.migrations());
        try (Connection connection = empty.getConnection()) {
            // Nobody waits for these commits, and a scan that began in the middle of a table would
            // give another digest.
            BackupRows.execute(connection, "set synchronous_commit = off");
            BackupRows.execute(connection, "set synchronize_seqscans = off");
            requireTables(connection, manifest);
            Map<String, String> foreignKeys = BackupRows.foreignKeys(connection);
            for (String drop : foreignKeys.keySet()) {
                BackupRows.execute(connection, drop);
            }
            for (BackupManifest.Table table : manifest.tables()) {
                load(connection, table);
            }
            progress.begins("foreign keys");
            for (String make : foreignKeys.values()) {
                BackupRows.execute(connection, make);
            }
            for (BackupManifest.Counter counter : manifest.counters()) {
                BackupRows.set(connection, counter);
            }
            BackupRows.execute(connection, "analyze");
            progress.ends(foreignKeys.size() + " hold");
        } catch (SQLException e) {
            throw new IllegalStateException("the backup was not loaded", e);
        } catch (IOException e) {
            throw new UncheckedIOException("the backup was not loaded", e);
        }
        Migrations.run(empty);
    }

    private static void requireTables(Connection connection, BackupManifest manifest)
            throws SQLException {
        Set<String> made = BackupRows.tables(connection).keySet();
        List<String> told = manifest.tables().stream().map(BackupManifest.Table::name).toList();
        if (!made.containsAll(told) || !told.containsAll(made)) {
            throw new StartRefused(
                    "the backup holds other tables than its migrations make: %s, not %s."
                            .formatted(told, made));
        }
    }

    private void load(Connection connection, BackupManifest.Table table)
            throws SQLException, IOException {
        TableCopy copy = new TableCopy(connection, progress);
        progress.begins(table.name());
        connection.setAutoCommit(false);
        BackupRows.empty(connection, table.name());
        try (InputStream rows = archive.rows(table.name())) {
            copy.in(table.name(), table.columns(), rows);
        }
        connection.commit();
        var back = copy.out(table.name(), table.columns(), OutputStream.nullOutputStream());
        connection.commit();
        connection.setAutoCommit(true);
        if (back.rows() != table.rows() || !back.sha256().equals(table.sha256())) {
            throw new StartRefused(
                    "table %s does not read back as it was backed up: %d rows of %d; its SHA-256 differs."
                            .formatted(table.name(), back.rows(), table.rows()));
        }
        progress.ends(back.rows() + " rows");
    }
}
