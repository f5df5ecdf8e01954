package com.suanpan.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/// Copies one table out of the database or into it, by PostgreSQL's binary COPY: what it sends is what
/// it takes, to the bit. A piece at a time, however long the table is.
final class TableCopy {

    private static final int PIECE = 1 << 16;

    private final Connection connection;
    private final Progress progress;

    TableCopy(Connection connection, Progress progress) {
        this.connection = connection;
        this.progress = progress;
    }

    /// How much went through, and its digest.
    record Copied(long rows, long bytes, String sha256) {}

    Copied out(String table, List<String> columns, OutputStream to)
            throws SQLException, IOException {
        Measured measured = new Measured(to);
        BufferedOutputStream pieces = new BufferedOutputStream(measured, PIECE);
        long rows =
                api().copyOut(
                                "copy " + target(table, columns) + " to stdout (format binary)",
                                pieces);
        pieces.flush();
        return new Copied(rows, measured.bytes, measured.sha256());
    }

    /// How many rows went in.
    long in(String table, List<String> columns, InputStream from) throws SQLException, IOException {
        return api().copyIn(
                        "copy " + target(table, columns) + " from stdin (format binary)",
                        from,
                        PIECE);
    }

    private CopyManager api() throws SQLException {
        return new CopyManager(connection.unwrap(BaseConnection.class));
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String target(String table, List<String> columns) {
        return columns.stream()
                .map(TableCopy::quoted)
                .collect(Collectors.joining(", ", quoted(table) + " (", ")"));
    }

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Counts and digests what is written.
    private final class Measured extends OutputStream {

        private final OutputStream to;
        private final MessageDigest digest = newSha256();
        private long bytes;

        Measured(OutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            digest.update(from, offset, length);
            to.write(from, offset, length);
            bytes += length;
            progress.moved(length);
        }

        String sha256() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
