package com.suanpan.bench.crash;

import java.util.SplittableRandom;

/// What becomes of an order, as far as its merchant and its payer have a say.
enum Fate {
    /// The payer pays.
    PAID(48),
    /// The merchant's call comes several times at once; the payer pays.
    REPEATED(14),
    /// The payer changes the method and pays either attempt, or both.
    CHANGED(14),
    /// The merchant closes it; the payer may be quicker.
    CLOSED(8),
    /// It is closed at the provider, and the money comes all the same.
    PAID_LATE(8),
    /// Nobody pays; it is closed when all is over.
    GIVEN_UP(6),
    /// The provider takes the call and does not answer, so that death comes between the two.
    HUNG(2);

    private static final int ALL = 100;

    private final int percent;

    Fate(int percent) {
        this.percent = percent;
    }

    static Fate drawn(SplittableRandom random) {
        int left = random.nextInt(ALL);
        for (Fate fate : values()) {
            left -= fate.percent;
            if (left < 0) {
                return fate;
            }
        }
        throw new IllegalStateException("the fates are not 100 percent");
    }
}
