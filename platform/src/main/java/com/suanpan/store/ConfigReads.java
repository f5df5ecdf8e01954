package com.suanpan.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/// Counts and times the readings of configuration (配置读取): those answered from memory, and those that
/// had to ask the database.
public final class ConfigReads {

    private final Timer memory;
    private final Timer database;

    /// @param of what is read: `merchant`
    public ConfigReads(MeterRegistry meters, String of) {
        this.memory = timer(meters, of, "memory");
        this.database = timer(meters, of, "database");
    }

    private static Timer timer(MeterRegistry meters, String of, String from) {
        return Timer.builder("suanpan.config.reads")
                .description("Readings of configuration, by where the answer came from")
                .tag("of", of)
                .tag("from", from)
                .register(meters);
    }

    /// A reading that began at this `System.nanoTime()` was answered from memory.
    public void fromMemory(long began) {
        memory.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    }

    /// It had to ask the database.
    public void fromDatabase(long began) {
        database.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    }
}
