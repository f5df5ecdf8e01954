package com.suanpan.bench.load;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Orders are placed and wait; then all payers pay, so many a second, and the provider tells of each.
record Flood() implements Performance {

    private static final double USUAL_RATE = 1_000;
    private static final Duration LONG_ENOUGH = Duration.ofHours(1);

    @Override
    public Map<String, SandboxRecord> play(Run run, BenchOptions options, Figures figures) {
        double rate = Objects.requireNonNullElse(options.rate(), USUAL_RATE);
        int seconds = options.warmUp() + options.seconds();
        int orders = (int) Math.round(rate * seconds);
        run.screen.say("placing %d orders".formatted(orders));
        run.place(orders);
        // that nobody asks about them: what is measured here is the callbacks
        run.stage.database.putOffAsking(LONG_ENOUGH);
        run.screen.say("they are paid, %.0f a second".formatted(rate));
        Used before = Used.now(run.stage);
        Counters counters = run.stage.counters();
        run.stage.web.post(
                run.stage.at.control() + "/pay",
                Map.of("provider", run.scenario.provider(), "rate", (int) rate));
        Window window = run.awaitNotices(Performance.nanos(seconds));
        Used used = Used.now(run.stage).since(before);
        run.drain();
        Map<String, SandboxRecord> provider = run.provider();
        List<SandboxRecord> told =
                run.sales.all().stream()
                        .map(p -> provider.get(p.flowNo))
                        .filter(Objects::nonNull)
                        .sorted(Comparator.comparingLong(SandboxRecord::sent))
                        .toList();
        long measuredFrom =
                told.isEmpty() ? 0 : told.getFirst().sent() + Performance.nanos(options.warmUp());
        figures.put("payments", told.size());
        figures.put("payments_per_second", told.size() / window.seconds());
        Measured.callbacks(figures, told.stream().filter(one -> one.sent() >= measuredFrom));
        new Measured(window, used, counters, run.stage.counters()).costs(figures, told.size());
        return provider;
    }
}
