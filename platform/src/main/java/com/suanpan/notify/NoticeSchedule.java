package com.suanpan.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// When a notice is tried again: waits after each try in vain that grow to an hour, each up to 20 %
/// longer by chance so that merchants who come back are not met by all at once; for 24 hours.
final class NoticeSchedule {

    static final Duration FOR = Duration.ofHours(24);

    /// The most that chance adds, in thousandths.
    static final int MOST_JITTER = 200;

    private static final List<Duration> WAITS =
            List.of(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(30),
                    Duration.ofHours(1));

    private NoticeSchedule() {}

    /// The next try after `failures` in vain, the last one now; empty if its time would be over.
    static Optional<Instant> next(int failures, Instant now, Instant giveUpAt, int jitter) {
        Duration wait = WAITS.get(Math.min(failures, WAITS.size()) - 1);
        Instant next = now.plus(wait.multipliedBy(1_000L + jitter).dividedBy(1_000));
        return next.isAfter(giveUpAt) ? Optional.empty() : Optional.of(next);
    }
}
