package com.suanpan.ledger;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Ledgers for tests of other rooms.
public final class Ledgers {

    private Ledgers() {}

    public static Ledger over(JdbcClient jdbc, Clock clock) {
        return new Ledger(new Accounts(jdbc), new Postings(jdbc), clock);
    }
}
