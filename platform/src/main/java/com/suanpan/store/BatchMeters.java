package com.suanpan.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/// What one batcher tells of itself (批量指标).
final class BatchMeters {

    private final Timer commits;
    private final DistributionSummary items;
    private final Counter refused;

    BatchMeters(MeterRegistry meters, Batcher<?, ?> batcher, String name) {
        this.commits =
                Timer.builder("suanpan.batch.commits")
                        .description(
                                "Batches, from their begin until all their items have an outcome")
                        .tag("batch", name)
                        .register(meters);
        this.items =
                DistributionSummary.builder("suanpan.batch.items")
                        .description("Items in a batch")
                        .tag("batch", name)
                        .register(meters);
        this.refused =
                Counter.builder("suanpan.batch.refused")
                        .description(
                                "Items refused because the queue was full or they waited too long")
                        .tag("batch", name)
                        .register(meters);
        Gauge.builder("suanpan.batch.waiting", batcher, Batcher::waiting)
                .description("Items that wait for their batch")
                .tag("batch", name)
                .register(meters);
    }

    void ran(int count, long began) {
        commits.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
        items.record(count);
    }

    void refused() {
        refused.increment();
    }
}
