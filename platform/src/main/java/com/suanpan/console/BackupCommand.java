package com.suanpan.console;

import com.suanpan.secret.BackupKek;
import com.suanpan.store.Backup;
import com.suanpan.store.RecordRow;
import com.suanpan.store.Restore;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// `backup`: writes all tables into one file, and their key beside it, while servers go on.
@Component
class BackupCommand implements Command {

    private final Backup backup;
    private final Environment environment;

    BackupCommand(Backup backup, Environment environment) {
        this.backup = backup;
        this.environment = environment;
    }

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public List<String> forms() {
        return List.of("--to FILE [--json]");
    }

    @Override
    public int run(Words words, PrintStream out) {
        Path file = words.need("--to", Path::of).toAbsolutePath();
        words.end();
        if (Files.exists(BackupKek.beside(file))) {
            throw new IllegalArgumentException(
                    BackupKek.beside(file) + " is there already: name another file.");
        }
        BackupKek key = BackupKek.ofPlatform(environment);
        Backup.Written written =
                backup.write(file, System.err, archive -> requireOpens(key, archive));
        Optional<Path> beside = key.writeBeside(file);
        RecordRow shown =
                new RecordRow()
                        .put("file", file)
                        .put("snapshot_at", written.snapshotAt())
                        .put("tables", written.tables())
                        .put("rows", written.rows())
                        .put("bytes", written.bytes())
                        .put(
                                "key",
                                beside.map(Path::toString)
                                        .orElse("not in a file: keep suanpan.kek"));
        new Sheet(shown).print(out, words.json());
        beside.ifPresent(kek ->
                System.err.println(
                        "keep %s apart from the archive: who has both reads every secret; without it the secrets are lost"
                                .formatted(kek)));
        return Commands.DONE;
    }

    /// A key that was changed meanwhile would not open this archive.
    private static void requireOpens(BackupKek key, Restore archive) {
        if (!key.opens(archive.firstRow("keyset"))) {
            throw new IllegalArgumentException(
                    "the key-encryption key was changed just now: take the backup again.");
        }
    }
}
