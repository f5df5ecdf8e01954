package com.suanpan.store;

import com.suanpan.number.Lanes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// How long rows are kept that decide nothing any more (保留期), and the jobs that delete them, a few at a
/// time, so that no row is locked for long. Orders, flows, postings, entries and stray money stay for
/// ever.
@Component
public final class Retention {

    /// What is younger is never deleted: tries, repeats of callbacks and audits may still need it.
    public static final Duration LEAST = Duration.ofDays(7);

    private static final Duration OFTEN = Duration.ofMinutes(10);
    private static final int STEP = 2_000;

    private final Environment environment;
    private final Lanes lanes;
    private final Clock clock;

    Retention(Environment environment, Lanes lanes, Clock clock) {
        this.environment = environment;
        this.lanes = lanes;
        this.clock = clock;
    }

    /// Deletes the oldest rows of a lane from before an instant, `most` at most; answers how many.
    @FunctionalInterface
    public interface Step {

        int forget(int lane, Instant before, int most);
    }

    /// A job that forgets what is older than the setting `suanpan.keep.KIND`; refuses a setting that
    /// is too short.
    public RecurringJob job(String name, String kind, Step step) {
        String key = "suanpan.keep." + kind;
        String given = environment.getProperty(key, "180d");
        Duration kept;
        try {
            kept = DurationStyle.detectAndParse(given);
        } catch (IllegalArgumentException e) {
            throw new StartRefused("%s must be a time like 180d, not %s.".formatted(key, given));
        }
        if (kept.compareTo(LEAST) < 0) {
            throw new StartRefused(
                    "%s must be at least %dd, not %s.".formatted(key, LEAST.toDays(), given));
        }
        return job(name, kept, step);
    }

    RecurringJob job(String name, Duration kept, Step step) {
        return new RecurringJob(name, OFTEN, () -> forget(clock.instant().minus(kept), step));
    }

    private void forget(Instant before, Step step) {
        for (int lane = 0; lane < lanes.count(); lane++) {
            int gone = STEP;
            while (gone == STEP) {
                gone = step.forget(lane, before, STEP);
            }
        }
    }
}
