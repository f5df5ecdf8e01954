package com.suanpan.ledger;

import com.suanpan.number.Lanes;
import com.suanpan.store.RecurringJob;
import com.suanpan.store.Transactions;
import com.suanpan.store.Transactions.Ended;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the ledger has done again and again.
@Configuration(proxyBeanMethods = false)
class LedgerJobs {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerJobs.class);
    private static final Duration OFTEN = Duration.ofSeconds(10);
    private static final int AT_ONCE = 200;

    /// Frees what is held beyond its time. It only tidies: the hold was refused from that time on.
    @Bean
    RecurringJob expireHolds(
            Ledger ledger, Holds holds, Lanes lanes, Clock clock, Transactions transactions) {
        return new RecurringJob(
                "expire-holds",
                OFTEN,
                () -> {
                    for (int lane = 0; lane < lanes.count(); lane++) {
                        expire(lane, ledger, holds, clock, transactions);
                    }
                });
    }

    private static void expire(
            int lane, Ledger ledger, Holds holds, Clock clock, Transactions transactions) {
        boolean more = true;
        while (more) {
            more =
                    switch (transactions.run(lane, () -> some(lane, ledger, holds, clock))) {
                        case Ended.Committed<Integer>(var count) -> count == AT_ONCE;
                        case Ended.RolledBack<Integer>(var why) -> throw why;
                        case Ended.Unavailable<Integer>(var refusal) -> throw refusal;
                        case Ended.Unknown<Integer>(var why) -> throw why;
                    };
        }
    }

    private static int some(int lane, Ledger ledger, Holds holds, Clock clock) {
        List<String> due = holds.due(lane, clock.instant(), AT_ONCE);
        List<LedgerResult> results =
                ledger.apply(lane, due.stream().map(Operation.ExpireHold::new).toList());
        for (int i = 0; i < due.size(); i++) {
            if (!(results.get(i) instanceof LedgerResult.Done)) {
                LOG.warn("hold {} did not expire: {}", due.get(i), results.get(i));
            }
        }
        return due.size();
    }
}
