package com.suanpan.store;

import java.time.Duration;

/// Work that a room wants done again and again (定时任务): declared as a bean, run `every` so long after
/// the last run ended, by one of the servers. A run that throws is logged and comes round again. After
/// a server died or stalled, a run may overlap with another: the work must stand being done twice.
public record RecurringJob(String name, Duration every, Runnable work) {

    public RecurringJob {
        if (name.isBlank() || every.isNegative() || every.isZero()) {
            throw new IllegalArgumentException("a job has a name and a positive interval: " + name);
        }
    }
}
