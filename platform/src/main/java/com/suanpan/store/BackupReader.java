package com.suanpan.store;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// An archive that was read through once and found whole: not one bit of it differs from what was
/// written.
final class BackupReader implements AutoCloseable {

    private static final int PIECE = 1 << 16;
    private static final int SIGNATURE_OF_COPY = 11;

    private final ZipFile zip;
    private final BackupManifest manifest;

    private BackupReader(ZipFile zip, BackupManifest manifest) {
        this.zip = zip;
        this.manifest = manifest;
    }

    /// Refuses a file that is no archive of ours, is not whole, or is of a newer format.
    static BackupReader of(Path file, Progress progress) {
        try {
            requireWhole(file, progress);
            ZipFile zip = new ZipFile(file.toFile());
            try {
                return new BackupReader(zip, manifest(zip, file));
            } catch (RuntimeException | IOException e) {
                zip.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StartRefused(
                    "the archive %s cannot be read (%s).".formatted(file, e.getMessage()));
        }
    }

    BackupManifest manifest() {
        return manifest;
    }

    /// The rows of a table, as binary COPY takes them.
    InputStream rows(String table) throws IOException {
        return new BufferedInputStream(zip.getInputStream(found(zip, table)), PIECE);
    }

    /// The first row of a table by column, as the database sends it in binary; null where it is null.
    /// Empty if the table has no row.
    Map<String, byte @Nullable []> firstRow(String table) {
        List<String> columns =
                manifest.tables().stream()
                        .filter(t -> t.name().equals(table))
                        .map(BackupManifest.Table::columns)
                        .findFirst()
                        .orElse(List.of());
        Map<String, byte @Nullable []> row = new TreeMap<>();
        try (DataInputStream copy = new DataInputStream(rows(table))) {
            copy.skipNBytes(SIGNATURE_OF_COPY + Integer.BYTES);
            copy.skipNBytes(copy.readInt());
            int fields = copy.readShort();
            for (int i = 0; i < fields; i++) {
                int length = copy.readInt();
                row.put(columns.get(i), length < 0 ? null : copy.readNBytes(length));
            }
            return row;
        } catch (IOException e) {
            throw new StartRefused("the archive's table %s cannot be read.".formatted(table));
        }
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void requireWhole(Path file, Progress progress) throws IOException {
        long covered = Files.size(file) - BackupWriter.SEAL;
        MessageDigest digest = TableCopy.newSha256();
        progress.begins("archive");
        try (InputStream in = Files.newInputStream(file)) {
            byte[] piece = new byte[PIECE];
            long left = covered;
            while (left > 0) {
                int read = in.readNBytes(piece, 0, Math.toIntExact(Math.min(PIECE, left)));
                if (read == 0) {
                    break;
                }
                digest.update(piece, 0, read);
                progress.moved(read);
                left -= read;
            }
            String seal = new String(in.readNBytes(BackupWriter.SEAL), StandardCharsets.US_ASCII);
            if (covered <= 0 || !seal.equals(HexFormat.of().formatHex(digest.digest()))) {
                throw new StartRefused(
                        "%s is damaged, cut short or no backup: its SHA-256 is not the one at its end. Take another."
                                .formatted(file));
            }
        }
        progress.ends("whole");
    }

    private static BackupManifest manifest(ZipFile zip, Path file) throws IOException {
        try (InputStream json = zip.getInputStream(found(zip, BackupWriter.MANIFEST))) {
            byte[] bytes = json.readAllBytes();
            int format = JsonMapper.shared().readTree(bytes).path("format").asInt();
            if (format != BackupManifest.FORMAT) {
                throw new StartRefused(
                        "%s has format %d, this program reads %d: restore it with the program that wrote it, or a newer one."
                                .formatted(file, format, BackupManifest.FORMAT));
            }
            return JsonMapper.shared().readValue(bytes, BackupManifest.class);
        } catch (JacksonException e) {
            throw new StartRefused("%s has no readable manifest.".formatted(file));
        }
    }

    private static ZipEntry found(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("it has no entry " + name);
        }
        return entry;
    }
}
