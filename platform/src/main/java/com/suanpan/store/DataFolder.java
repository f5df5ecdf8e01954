package com.suanpan.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The data folder: `lock`, `postgres.password`, `postgres.log`, `database/` (the money) and
/// `program/` (PostgreSQL unpacked). Only its owner may look inside.
final class DataFolder {

    static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final int PASSWORD_BYTES = 24;

    private final Path folder;

    private DataFolder(Path folder) {
        this.folder = folder;
    }

    /// Makes the folder if need be, for our eyes only; refuses if it cannot be written.
    static DataFolder at(Path folder) {
        DataFolder made = new DataFolder(folder);
        try {
            Files.createDirectories(folder);
            made.ownerOnly(folder, "rwx------");
            Files.delete(Files.createTempFile(folder, "write-", ".test"));
        } catch (IOException e) {
            throw new StartRefused(
                    "the folder %s cannot be written (%s): make it writable for this user, or name another with --data DIR."
                            .formatted(folder, e.getClass().getSimpleName()));
        }
        return made;
    }

    Path path() {
        return folder;
    }

    Path database() {
        return folder.resolve("database");
    }

    /// Where a new database grows until it is whole; what lies here can always be thrown away.
    Path unfinished() {
        return folder.resolve("database.unfinished");
    }

    Path program() {
        return folder.resolve("program");
    }

    Path log() {
        return folder.resolve("postgres.log");
    }

    Path passwordFile() {
        return folder.resolve("postgres.password");
    }

    /// Takes the folder for this process; empty if another one has it. The lock ends with the process,
    /// however it ends.
    Optional<Holding> take() {
        try {
            FileChannel channel =
                    FileChannel.open(
                            folder.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            String me = ProcessHandle.current().pid() + "\n";
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(me.getBytes(StandardCharsets.US_ASCII)), 0);
            return Optional.of(new Holding(channel));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The process that has the folder, as a word for a sentence.
    String holder() {
        try {
            String pid = Files.readString(folder.resolve("lock")).strip();
            return pid.isEmpty() ? "another process" : "process " + pid;
        } catch (IOException e) {
            return "another process";
        }
    }

    /// The password of our PostgreSQL; made and forced to disk when there is none yet. Only the holder
    /// may call this.
    String password() {
        try {
            if (!Files.exists(passwordFile())) {
                if (Files.exists(database())) {
                    throw new StartRefused(
                            "%s is missing, without it the database beside it cannot be opened: put the file back from your backup."
                                    .formatted(passwordFile()));
                }
                byte[] random = new byte[PASSWORD_BYTES];
                new SecureRandom().nextBytes(random);
                Path fresh = folder.resolve("postgres.password.new");
                Files.deleteIfExists(fresh);
                writeSecret(fresh, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
                Files.move(fresh, passwordFile());
            }
            return Files.readString(passwordFile()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeSecret(Path file, String secret) throws IOException {
        Files.createFile(file);
        ownerOnly(file, "rw-------");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap((secret + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
    }

    /// Sets the mode of a file or folder of ours, where the file system has modes.
    void ownerOnly(Path path, String mode) throws IOException {
        if (POSIX && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /// The folder is ours until this is closed.
    record Holding(FileChannel channel) implements AutoCloseable {

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
