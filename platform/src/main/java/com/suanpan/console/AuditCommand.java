package com.suanpan.console;

import com.suanpan.store.Audit.Extent;
import com.suanpan.store.Finding;
import com.suanpan.store.Findings;
import com.suanpan.store.RecordRow;
import java.io.PrintStream;
import java.util.List;
import org.springframework.stereotype.Component;

/// `audit`: recomputes the books and says what does not agree: what came since the last checkpoint that
/// the server kept, or all of it.
@Component
class AuditCommand implements Command {

    private static final String WHOLE = "--whole";

    private final Audits audits;

    AuditCommand(Audits audits) {
        this.audits = audits;
    }

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public List<String> forms() {
        return List.of("[--whole] [--json]");
    }

    @Override
    public int run(Words words, PrintStream out) {
        Extent extent = words.flag(WHOLE) ? Extent.WHOLE : Extent.SINCE_CHECKPOINT;
        words.end();
        Findings findings = audits.examine(extent);
        sheet(new RecordRow(), findings).print(out, words.json());
        return findings.none() ? Commands.DONE : Commands.REFUSED;
    }

    /// What was found, after what the head says.
    static Sheet sheet(RecordRow head, Findings findings) {
        Sheet sheet =
                new Sheet(
                        head.putAll(findings.counted())
                                .put("findings", findings.count())
                                .put("books", findings.none() ? "agree" : "DO NOT AGREE"));
        if (!findings.none()) {
            sheet.rows("disagreements", findings.kept().stream().map(AuditCommand::row).toList());
        }
        return sheet;
    }

    private static RecordRow row(Finding finding) {
        return new RecordRow()
                .put("law", finding.law())
                .put("subject", finding.subject())
                .put("text", finding.text());
    }
}
