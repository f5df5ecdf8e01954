package com.suanpan.bench.load;

/// The time that is measured, in nanoseconds as `System.nanoTime` counts them: from `from`, before
/// `until`.
record Window(long from, long until) {

    boolean holds(long time) {
        return time - from >= 0 && time - until < 0;
    }

    double seconds() {
        return (until - from) / 1e9;
    }
}
