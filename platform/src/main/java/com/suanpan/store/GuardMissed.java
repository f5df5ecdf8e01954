package com.suanpan.store;

/// A guarded statement did not hit exactly the rows that were decided: somebody else was first. The
/// transaction rolls back and is decided anew.
public final class GuardMissed extends RuntimeException {

    public GuardMissed(String statement, int expected, int hit) {
        super(statement + ": expected " + expected + " rows, hit " + hit);
    }

    /// Throws unless exactly the expected number of rows was hit.
    public static void unless(String statement, int expected, int hit) {
        if (expected != hit) {
            throw new GuardMissed(statement, expected, hit);
        }
    }
}
