package com.suanpan.store;

/// A room's audit of its own tables (稽核), a bean: recomputes from the rows what must agree and names
/// what does not.
///
/// It runs inside a transaction that sees the whole database at one instant, so that a busy server
/// gives no false finding. It changes no row that it judges, reads each table of a lane in a fixed
/// number of passes, and holds no table in memory: rows are read by a cursor of `ROWS_AT_ONCE`.
public interface Audit {

    int ROWS_AT_ONCE = 1_000;

    /// How much is read.
    enum Extent {
        /// All rows; what earlier audits have kept is ignored.
        WHOLE,
        /// Where an audit found its rows in agreement and kept their sums, only what came since.
        SINCE_CHECKPOINT
    }

    void examine(Extent extent, Findings findings);

    /// Keeps what `examine` saw, in its transaction, for the next one to begin there. It is asked for only
    /// where no audit found anything. Who reads all rows each time keeps nothing.
    default void keep() {}
}
