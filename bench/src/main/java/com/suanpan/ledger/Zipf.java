package com.suanpan.ledger;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.NullMarked;

/// Zipf's law of exponent 1: place n is drawn 1/n times as often as place 1.
@NullMarked
final class Zipf {

    private final double[] upTo;

    Zipf(int places) {
        upTo = new double[places];
        double sum = 0;
        for (int i = 0; i < places; i++) {
            sum += 1.0 / (i + 1);
            upTo[i] = sum;
        }
    }

    /// A place, 0 the most frequent.
    int next(RandomGenerator random) {
        int at = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
        return at < 0 ? Math.min(-at - 1, upTo.length - 1) : at;
    }
}
