package com.suanpan.bench.crash;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What else can happen to a server under load.
enum Disaster {
    /// The disk under the database is full for a while.
    DISK_FULL,
    /// An outside PostgreSQL is restarted, and then dies and is started.
    POSTGRES_RESTART,
    /// Connections are cut while their COMMIT is on the wire.
    COMMIT_CUT,
    /// No provider can be reached.
    SANDBOX_GONE,
    /// Our clock is set back by ten minutes, and set right again.
    CLOCK_BACK;

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Disaster> named(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(Disaster::word).collect(Collectors.joining("|"));
    }
}
