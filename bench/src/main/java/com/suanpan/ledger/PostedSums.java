package com.suanpan.ledger;

import com.suanpan.store.Audit;
import com.suanpan.store.Findings;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What stands in the books, to be held against what callers were told.
@NullMarked
final class PostedSums {

    private static final String SUMS =
            """
            select count(distinct (lane, posting_no)) as postings,
                   coalesce(sum(amount), 0)::bigint as moved
            from entry
            where side = 'DEBIT'
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final List<Audit> audits;

    PostedSums(ConfigurableApplicationContext context) {
        jdbc = context.getBean(JdbcClient.class);
        transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
        audits = List.of(context.getBean(LedgerAudit.class), context.getBean(HoldAudit.class));
    }

    /// @param moved minor units
    record Sums(long postings, long moved) {

        Sums plus(long more, long minor) {
            return new Sums(postings + more, Math.addExact(moved, minor));
        }
    }

    Sums now() {
        return jdbc.sql(SUMS)
                .query((rs, _) -> new Sums(rs.getLong("postings"), rs.getLong("moved")))
                .single();
    }

    /// What the audit finds, and one more if the books hold other postings than were acknowledged.
    long mismatches(Sums acknowledged) {
        Findings findings = new Findings();
        transaction.executeWithoutResult(
                _ -> audits.forEach(audit -> audit.examine(Audit.Extent.WHOLE, findings)));
        findings.kept().forEach(System.err::println);
        Sums found = now();
        if (!found.equals(acknowledged)) {
            System.err.println("acknowledged " + acknowledged + ", found " + found);
            return findings.count() + 1;
        }
        return findings.count();
    }
}
