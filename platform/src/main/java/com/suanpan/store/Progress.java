package com.suanpan.store;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/// Tells a person how far long work has come (进度): a line for each part done, and one every two seconds
/// in between.
final class Progress {

    private static final long BETWEEN = TimeUnit.SECONDS.toNanos(2);
    private static final int MEBIBYTE = 20;

    private final PrintStream to;
    private String part = "";
    private long began;
    private long told;
    private long bytes;

    Progress(PrintStream to) {
        this.to = to;
    }

    void begins(String name) {
        part = name;
        bytes = 0;
        began = System.nanoTime();
        told = began;
    }

    void moved(long more) {
        bytes += more;
        if (System.nanoTime() - told > BETWEEN) {
            told = System.nanoTime();
            to.println("  " + part + " …" + amount());
        }
    }

    /// Says what the part came to: `120000 rows`.
    void ends(String what) {
        to.println("  " + part + ": " + what + "," + amount());
    }

    private String amount() {
        long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        return " %d MB, %d MB/s".formatted(bytes >> MEBIBYTE, (bytes * 1_000 / millis) >> MEBIBYTE);
    }
}
