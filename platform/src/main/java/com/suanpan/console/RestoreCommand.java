package com.suanpan.console;

import com.suanpan.console.Restoring.Restored;
import com.suanpan.store.Audit.Extent;
import com.suanpan.store.Findings;
import com.suanpan.store.RecordRow;
import java.io.PrintStream;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// `restore`, the second half: audits the database that `Restoring` made, and says what it cannot know.
@Component
class RestoreCommand implements Command {

    private final ObjectProvider<Restored> restored;
    private final Audits audits;

    RestoreCommand(ObjectProvider<Restored> restored, Audits audits) {
        this.restored = restored;
        this.audits = audits;
    }

    @Override
    public String name() {
        return "restore";
    }

    @Override
    public List<String> forms() {
        return List.of("--from FILE [--kek FILE] [--json]");
    }

    @Override
    public int run(Words words, PrintStream out) {
        Restoring.read(words);
        Restored done =
                restored.stream()
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("nothing was restored"));
        RecordRow head =
                new RecordRow()
                        .put("restored_from", done.file())
                        .put("snapshot_at", done.snapshotAt())
                        .put("rows", done.rows());
        Findings findings = audits.examine(Extent.WHOLE);
        AuditCommand.sheet(head, findings).print(out, words.json());
        System.err.print(whatIsNotInIt(done));
        return findings.none() ? Commands.DONE : Commands.REFUSED;
    }

    private static String whatIsNotInIt(Restored done) {
        return """

        What happened after %s is not in this database; the providers know of it, and we do not:
          - orders placed since: their payers may have paid. Callbacks about them are refused and kept.
          - orders in it that were open: the server asks the channels about them once it runs.
          - keys, merchants and channel accounts changed since are as they were.
        Before you let merchants in: stop the old server for good, and read "After a restore" in
        docs/operations.md.
        """
                .formatted(new RecordRow().put("at", done.snapshotAt()).texts().get("at"));
    }
}
