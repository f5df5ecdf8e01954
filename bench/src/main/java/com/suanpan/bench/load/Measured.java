package com.suanpan.bench.load;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// What came of the measured part of a run.
///
/// @param window the time that counts
/// @param used processor time in it
/// @param before the platform's own counters at its beginning, `after` at its end
record Measured(Window window, Used used, Counters before, Counters after) {

    /// @param whole whether a payment ends with its notice, and not with its answer
    /// @param provider the sandbox's record, by flow number
    void figures(Figures figures, boolean whole, Sales sales, Map<String, SandboxRecord> provider) {
        double done = done(whole, sales);
        List<Payment> accepted = accepted(sales).toList();
        Percentiles pay = Percentiles.of(accepted.stream().mapToLong(Payment::took));
        figures.put("payments", Math.round(done));
        figures.put("payments_per_second", done / window.seconds());
        figures.put("pay_p50_ms", pay.ms(50));
        figures.put("pay_p95_ms", pay.ms(95));
        figures.put("pay_p99_ms", pay.ms(99));
        List<Payment> known =
                accepted.stream().filter(p -> provider.containsKey(p.flowNo)).toList();
        Percentiles added =
                Percentiles.of(known.stream().mapToLong(p -> p.took() - drawn(p, provider)));
        figures.put("added_p99_ms", known.isEmpty() ? null : added.ms(99));
        callbacks(
                figures, known.stream().map(p -> provider.get(p.flowNo)).filter(Objects::nonNull));
        costs(figures, done);
        figures.put("batch_mean", after.batchMean(before, "payment"));
        figures.put("config_reads_from_cache", after.configFromCache(before));
        figures.put("config_read_mean_us", after.configReadMicros(before));
    }

    private double done(boolean whole, Sales sales) {
        return sales.all().stream().filter(p -> window.holds(end(p, whole))).count();
    }

    /// What the platform and PostgreSQL took for a payment, in milliseconds of processor time.
    double cost(boolean whole, Sales sales) {
        return (used.platform() + used.postgres()) / done(whole, sales);
    }

    /// The same in words, three digits.
    String told(boolean whole, Sales sales) {
        return String.format(Locale.ROOT, "%.2f", cost(whole, sales));
    }

    Stream<Payment> accepted(Sales sales) {
        return sales.begunWithin(window).stream().filter(p -> p.called == Payment.Called.ACCEPTED);
    }

    /// How long the platform took to answer callbacks, as the provider saw it.
    static void callbacks(Figures figures, Stream<SandboxRecord> told) {
        Percentiles callback =
                Percentiles.of(
                        told.filter(one -> one.sent() > 0).mapToLong(SandboxRecord::callback));
        boolean any = callback.count() > 0;
        figures.put("callback_p50_ms", any ? callback.ms(50) : null);
        figures.put("callback_p95_ms", any ? callback.ms(95) : null);
        figures.put("callback_p99_ms", any ? callback.ms(99) : null);
    }

    void costs(Figures figures, double payments) {
        boolean known = ProcessTree.isKnownHere() && payments > 0;
        figures.put("platform_cpu_ms_per_payment", known ? used.platform() / payments : null);
        figures.put("postgres_cpu_ms_per_payment", known ? used.postgres() / payments : null);
        figures.put("sandbox_cpu_ms_per_payment", known ? used.sandbox() / payments : null);
        figures.put("bench_cpu_ms_per_payment", known ? used.bench() / payments : null);
    }

    private static long drawn(Payment payment, Map<String, SandboxRecord> provider) {
        SandboxRecord there = provider.get(payment.flowNo);
        return there == null ? 0 : there.drawn();
    }

    private static long end(Payment payment, boolean whole) {
        if (payment.called != Payment.Called.ACCEPTED) {
            return 0;
        }
        if (!whole) {
            return payment.answeredAt;
        }
        return payment.noticedAt == 0 ? 0 : Math.max(payment.noticedAt, payment.answeredAt);
    }
}
