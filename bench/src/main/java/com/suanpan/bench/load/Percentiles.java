package com.suanpan.bench.load;

import java.util.Arrays;
import java.util.stream.LongStream;

/// Measured times, sorted; each percentile is one that was measured (nearest rank), none is made up
/// between two.
public final class Percentiles {

    private final long[] sorted;

    private Percentiles(long[] sorted) {
        this.sorted = sorted;
    }

    public static Percentiles of(LongStream times) {
        long[] all = times.toArray();
        Arrays.sort(all);
        return new Percentiles(all);
    }

    public int count() {
        return sorted.length;
    }

    /// The smallest time that at least `percent` of all do not exceed; 0 if there are none.
    long at(double percent) {
        if (sorted.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.clamp(rank, 1, sorted.length) - 1];
    }

    /// The same of nanoseconds, in milliseconds.
    public double ms(double percent) {
        return at(percent) / 1e6;
    }

    double mean() {
        return Arrays.stream(sorted).average().orElse(0);
    }
}
