package com.suanpan.ledger;

import com.suanpan.number.Lanes;
import com.suanpan.store.Audit;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Ledgers for tests of other rooms.
public final class Ledgers {

    private Ledgers() {}

    public static Ledger over(JdbcClient jdbc, Clock clock) {
        return new Ledger(new Accounts(jdbc), new Postings(jdbc), new Holds(jdbc), clock);
    }

    /// The room's audits, which keep their checkpoints by this clock.
    public static List<Audit> audits(JdbcClient jdbc, Lanes lanes, Clock clock) {
        Checkpoints checkpoints = new Checkpoints(jdbc, clock);
        return List.of(
                new LedgerAudit(jdbc, lanes, checkpoints), new HoldAudit(jdbc, lanes, checkpoints));
    }

    /// A result as the model says it.
    static String text(LedgerResult result) {
        String name = result.getClass().getSimpleName();
        return switch (result) {
            case LedgerResult.Overdrawn r -> name + " " + r.account().accountNo();
            case LedgerResult.Frozen r -> name + " " + r.account().accountNo();
            case LedgerResult.Ended r -> name + " " + r.how();
            case LedgerResult.Done _,
                    LedgerResult.SeenBefore _,
                    LedgerResult.Differs _,
                    LedgerResult.TooLate _,
                    LedgerResult.ReleasedBefore _,
                    LedgerResult.NoSuchHold _,
                    LedgerResult.TooMuch _,
                    LedgerResult.NoSuchPosting _ ->
                    name;
        };
    }
}
