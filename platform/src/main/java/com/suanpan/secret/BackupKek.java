package com.suanpan.secret;

import com.suanpan.store.StartRefused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/// The key-encryption key that belongs to a backup (备份密钥). It is never inside the archive: who has
/// both reads every secret.
public final class BackupKek {

    private final KekSource source;
    private final byte[] key;

    private BackupKek(KekSource source, byte[] key) {
        this.source = source;
        this.key = key;
    }

    /// Where the key of an archive stands if it is a file.
    public static Path beside(Path archive) {
        return archive.resolveSibling(archive.getFileName() + ".kek");
    }

    /// The key of the running platform.
    public static BackupKek ofPlatform(Environment environment) {
        KekSource source = KekSource.of(environment);
        return new BackupKek(source, source.existing());
    }

    /// The key for a restore: what the settings give, else the file that is named, else the one beside
    /// the archive.
    public static BackupKek ofArchive(Environment environment, @Nullable Path named, Path archive) {
        KekSource source = KekSource.of(environment);
        if (!source.isFile()) {
            if (named != null) {
                throw new StartRefused(
                        "the key is given by --kek and by suanpan.kek: leave one of them out.");
            }
            return new BackupKek(source, source.existing());
        }
        Path file = named == null ? beside(archive) : named;
        if (!Files.exists(file)) {
            throw new StartRefused(
                    "the key %s is not there: name the key of this backup with --kek FILE."
                            .formatted(file));
        }
        return new BackupKek(source, KekSource.read(file));
    }

    /// Writes the key beside the archive; empty if it is not kept in a file but comes from the
    /// settings.
    public Optional<Path> writeBeside(Path archive) {
        if (!source.isFile()) {
            return Optional.empty();
        }
        Path file = beside(archive);
        put(file);
        return Optional.of(file);
    }

    /// Whether it opens the keyset of this row of the table `keyset`, given by column. Where there is
    /// no keyset, any key will do.
    public boolean opens(Map<String, byte @Nullable []> row) {
        Kek kek = new Kek(key);
        return row.isEmpty() || kek.opened(Keysets.wrappings(row)).isPresent();
    }

    /// Makes it the key of the data folder that the settings name, if it is to be there.
    public void install() {
        if (source.isFile()) {
            put(source.file());
        }
    }

    private void put(Path file) {
        KekSource.write(file, key);
        if (!Arrays.equals(KekSource.read(file), key)) {
            throw new StartRefused(
                    "%s is there already and holds another key: move it away.".formatted(file));
        }
    }
}
