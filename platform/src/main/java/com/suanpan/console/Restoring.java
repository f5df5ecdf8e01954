package com.suanpan.console;

import com.suanpan.secret.BackupKek;
import com.suanpan.store.Restore;
import com.suanpan.store.StartRefused;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/// The first half of `restore` (恢复): the database is made before the context that opens it. The second
/// half, `RestoreCommand`, audits what came of it.
public final class Restoring {

    private final Path file;
    private final @Nullable Path kek;

    private Restoring(Path file, @Nullable Path kek) {
        this.file = file;
        this.kek = kek;
    }

    /// What was restored.
    ///
    /// @param snapshotAt the instant that the backup shows; what came after is not in it
    public record Restored(Path file, Instant snapshotAt, long rows) {}

    /// Reads what was typed after `restore`.
    ///
    /// @throws IllegalArgumentException if it is wrong usage
    public static Restoring typed(List<String> words) {
        try {
            return read(new Words(words));
        } catch (WrongUsage e) {
            throw new IllegalArgumentException("restore: " + e.getMessage(), e);
        }
    }

    static Restoring read(Words words) {
        Restoring read =
                new Restoring(
                        words.need("--from", Path::of).toAbsolutePath(),
                        words.option("--kek", Path::of).map(Path::toAbsolutePath).orElse(null));
        words.end();
        return read;
    }

    /// Checks everything that can be checked before anything is made, then loads.
    public Restored run(Environment environment, Clock clock, PrintStream progress) {
        if (!Files.isRegularFile(file)) {
            throw new StartRefused("there is no file %s.".formatted(file));
        }
        Restore.requireEmpty(environment, clock);
        BackupKek key = BackupKek.ofArchive(environment, kek, file);
        try (Restore restore = Restore.of(file, progress)) {
            if (!key.opens(restore.firstRow("keyset"))) {
                throw new StartRefused(
                        "the key does not open the secrets of this backup: name its own with --kek FILE.");
            }
            restore.load(environment, key::install);
            return new Restored(file, restore.snapshotAt(), restore.rows());
        }
    }
}
