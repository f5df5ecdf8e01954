package com.suanpan.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.json.JsonMapper;

/// Writes the archive of a backup (备份文件): a ZIP of the tables and the manifest, whose comment, the
/// file's last bytes, is the SHA-256 of all bytes before. It grows as `FILE.unfinished` and gets its
/// name when it is whole and on the disk.
final class BackupWriter implements AutoCloseable {

    static final String MANIFEST = "manifest.json";
    static final int SEAL = 64;

    private final Path file;
    private final Path unfinished;
    private final FileChannel channel;
    private final SealedOutput sealed;
    private final ZipOutputStream zip;

    private BackupWriter(Path file, Path unfinished, FileChannel channel) {
        this.file = file;
        this.unfinished = unfinished;
        this.channel = channel;
        this.sealed = new SealedOutput(Channels.newOutputStream(channel));
        this.zip = new ZipOutputStream(sealed, StandardCharsets.UTF_8);
        zip.setLevel(Deflater.BEST_SPEED);
        zip.setComment("sha256:" + "0".repeat(SEAL));
    }

    /// Begins an archive for its owner's eyes only; refuses to write over a file.
    static BackupWriter to(Path file) throws IOException {
        if (Files.exists(file)) {
            throw new IllegalArgumentException(file + " is there already: name another file.");
        }
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        Set<StandardOpenOption> options =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        FileAttribute<?>[] owner =
                DataFolder.POSIX
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        return new BackupWriter(file, unfinished, FileChannel.open(unfinished, options, owner));
    }

    /// Where the entry's content goes; it ends when the next one begins.
    OutputStream entry(String name) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        return zip;
    }

    /// Ends the archive and puts it on the disk.
    void end(BackupManifest manifest) throws IOException {
        entry(MANIFEST).write(JsonMapper.shared().writeValueAsBytes(manifest));
        zip.closeEntry();
        zip.finish();
        sealed.seal();
        channel.force(true);
        channel.close();
    }

    /// Where the archive stands before it has its name.
    Path unfinished() {
        return unfinished;
    }

    /// Gives the archive its name; the result is its size.
    long name() throws IOException {
        Files.move(unfinished, file);
        return Files.size(file);
    }

    /// Leaves nothing if the archive did not get its name.
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(unfinished);
    }

    /// Passes everything on but the last 64 bytes, the end of the comment, which become the digest of
    /// what went before.
    private static final class SealedOutput extends OutputStream {

        private final OutputStream to;
        private final MessageDigest digest = TableCopy.newSha256();
        private final byte[] last = new byte[SEAL];
        private int held;

        SealedOutput(OutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            int passing = Math.max(0, held + length - SEAL);
            int ofHeld = Math.min(passing, held);
            int ofNew = passing - ofHeld;
            pass(last, 0, ofHeld);
            pass(from, offset, ofNew);
            System.arraycopy(last, ofHeld, last, 0, held - ofHeld);
            System.arraycopy(from, offset + ofNew, last, held - ofHeld, length - ofNew);
            held = held + length - passing;
        }

        void seal() throws IOException {
            to.write(HexFormat.of().formatHex(digest.digest()).getBytes(StandardCharsets.US_ASCII));
            to.flush();
        }

        private void pass(byte[] from, int offset, int length) throws IOException {
            digest.update(from, offset, length);
            to.write(from, offset, length);
        }
    }
}
