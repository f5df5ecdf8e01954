package com.suanpan.store;

/// A room's audit of its own tables (稽核), a bean: recomputes from the rows what must agree and names
/// what does not.
///
/// It runs inside a read-only transaction that sees the whole database at one instant, so that a busy
/// server gives no false finding. It changes nothing, reads each table of a lane in a fixed number of
/// passes, and holds no table in memory: rows are read by a cursor of `ROWS_AT_ONCE`.
public interface Audit {

    int ROWS_AT_ONCE = 1_000;

    void examine(Findings findings);
}
