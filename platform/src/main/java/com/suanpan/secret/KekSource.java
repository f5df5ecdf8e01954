package com.suanpan.secret;

import com.suanpan.store.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/// Where the key-encryption key (密钥加密密钥, KEK) comes from: a command's output
/// (`suanpan.kek.command`), else `suanpan.kek` (the environment variable `SUANPAN_KEK`), else the file
/// `DIR/kek`, which is made when the database has no keyset yet. Each holds 32 bytes in Base64.
record KekSource(@Nullable String command, @Nullable Secret given, Path file) {

    private static final int BYTES = 32;
    private static final int COMMAND_SECONDS = 30;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");

    static KekSource of(Environment environment) {
        String given = environment.getProperty("suanpan.kek");
        return new KekSource(
                environment.getProperty("suanpan.kek.command"),
                given == null ? null : new Secret(given),
                Path.of(environment.getProperty("suanpan.data", "./data"))
                        .toAbsolutePath()
                        .normalize()
                        .resolve("kek"));
    }

    /// The key of a database that has a keyset already.
    byte[] existing() {
        if (command != null) {
            return decoded(outputOf(command), "the output of suanpan.kek.command");
        }
        if (given != null) {
            return decoded(given.reveal(), "suanpan.kek (SUANPAN_KEK)");
        }
        if (!Files.exists(file)) {
            throw new StartRefused(
                    "the database holds sealed secrets, but their key is missing: put it back at %s, or set SUANPAN_KEK."
                            .formatted(file));
        }
        return read(file);
    }

    /// The key for a new keyset; the file is made if it is the source and is not there.
    byte[] existingOrNew() {
        if (command == null && given == null && !Files.exists(file)) {
            write(file, made());
        }
        return existing();
    }

    /// Whether the key is the file `DIR/kek`.
    boolean isFile() {
        return command == null && given == null;
    }

    /// The key in a file that only its owner may read.
    static byte[] read(Path file) {
        try {
            if (!Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
                throw new StartRefused(
                        "others may read the key %s: run chmod 600 on it.".formatted(file));
            }
            return decoded(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Made whole beside its place and then linked there, so that a crash leaves no half of a key and a
    /// second process that starts at the same time finds the first one's. A file that is there stays.
    static void write(Path file, byte[] key) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path made =
                    Files.createTempFile(
                            file.toAbsolutePath().getParent(),
                            "kek",
                            ".new",
                            PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.writeString(
                    made, Base64.getEncoder().encodeToString(key), StandardOpenOption.SYNC);
            try {
                Files.createLink(file, made);
            } catch (FileAlreadyExistsException e) {
                // the other process was first; its key is read
            } finally {
                Files.delete(made);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A new key.
    static byte[] made() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /// Puts another key in the place of the one in a file, all or nothing.
    static void replace(Path file, byte[] key) {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Files.deleteIfExists(next);
            write(next, key);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The key that a text holds; `where` names the text.
    static byte[] read(Secret base64, String where) {
        return decoded(base64.reveal(), where);
    }

    private static String outputOf(String command) {
        try {
            Process process =
                    new ProcessBuilder("/bin/sh", "-c", command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            String output =
                    new String(
                            process.getInputStream().readNBytes(1024), StandardCharsets.US_ASCII);
            if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new StartRefused("suanpan.kek.command failed.");
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static byte[] decoded(String base64, String where) {
        try {
            byte[] key = Base64.getDecoder().decode(base64.strip());
            if (key.length == BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // its message would show what was read
        }
        throw new StartRefused(
                where + " must be 32 bytes in Base64, as `openssl rand -base64 32` gives them.");
    }
}
