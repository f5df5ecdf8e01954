package com.suanpan.store;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A statement that writes, with the rows that it must hit.
///
/// In a batch it waits, and all that wait are sent at the batch's end, in the order in which they were
/// made: one journey to the database, not one each. So who reads in a batch what it may have written
/// calls `sendIfWaiting` before. Outside a batch a statement is sent at once.
public final class Write {

    private static final int ANY = -1;

    final Named named;
    private final JdbcClient jdbc;
    private String what = "";
    private int rows = ANY;

    private Write(JdbcClient jdbc, String sql) {
        this.jdbc = jdbc;
        this.named = new Named(sql);
    }

    public static Write of(JdbcClient jdbc, String sql) {
        return new Write(jdbc, sql);
    }

    public Write param(String name, @Nullable Object value) {
        named.params.put(name, value);
        return this;
    }

    public Write params(Map<String, ?> more) {
        named.params.putAll(more);
        return this;
    }

    /// Sends it, now or with the batch; throws `GuardMissed` then unless it hits exactly so many rows.
    public void hits(String what, int rows) {
        this.what = what;
        this.rows = rows;
        send();
    }

    /// Sends it, now or with the batch, however many rows it hits.
    public void send() {
        if (InBatch.NOW.isBound()) {
            InBatch.NOW.get().add(this);
        } else {
            check(jdbc.sql(named.sql).params(named.params).update());
        }
    }

    /// Sends what waits in this batch if this statement is among it.
    public static void sendIfWaiting(String sql) {
        if (InBatch.NOW.isBound() && InBatch.NOW.get().waits(sql)) {
            InBatch.NOW.get().send();
        }
    }

    void check(int hit) {
        if (rows != ANY) {
            GuardMissed.unless(what, rows, hit);
        }
    }
}
