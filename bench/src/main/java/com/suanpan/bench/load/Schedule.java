package com.suanpan.bench.load;

/// When payments are meant to begin at a steady rate, whatever the system does meanwhile (open loop). A
/// payment is timed from here, not from when the generator came round to it, so a stall is felt by all
/// who would have come during it.
///
/// @param beginning nanoseconds, as `System.nanoTime` counts them
/// @param rate payments a second
record Schedule(long beginning, double rate) {

    Schedule {
        if (!(rate > 0)) {
            throw new IllegalArgumentException("a rate is above 0");
        }
    }

    long startOf(long payment) {
        return beginning + Math.round(payment * 1e9 / rate);
    }
}
