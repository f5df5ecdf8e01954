package com.suanpan.bench.load;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What came of the measured part of a run.
///
/// @param window the time that counts
/// @param used processor time in it
/// @param before the platform's own counters at its beginning, `after` at its end
/// @param provider the sandbox's record, by flow number
record Measured(
        Window window,
        Used used,
        Counters before,
        Counters after,
        Map<String, SandboxRecord> provider,
        Sales sales) {

    /// @param whole whether a payment ends with its notice, and not with its answer
    void figures(Figures figures, boolean whole) {
        long done = sales.all().stream().filter(p -> window.holds(endOf(p, whole))).count();
        List<Payment> accepted =
                sales.begunWithin(window).stream()
                        .filter(p -> p.called == Payment.Called.ACCEPTED)
                        .toList();
        Percentiles pay = Percentiles.of(accepted.stream().mapToLong(Payment::took));
        figures.put("payments", done);
        figures.put("payments_per_second", done / window.seconds());
        figures.put("pay_p50_ms", pay.ms(50));
        figures.put("pay_p95_ms", pay.ms(95));
        figures.put("pay_p99_ms", pay.ms(99));
        List<SandboxRecord> known =
                accepted.stream()
                        .map(p -> provider.get(p.flowNo))
                        .filter(Objects::nonNull)
                        .toList();
        figures.put("added_p99_ms", known.isEmpty() ? null : added(accepted).ms(99));
        Percentiles callback =
                Percentiles.of(
                        known.stream().mapToLong(SandboxRecord::callback).filter(t -> t > 0));
        figures.put("callback_p95_ms", callback.count() == 0 ? null : callback.ms(95));
        figures.put("callback_p99_ms", callback.count() == 0 ? null : callback.ms(99));
        if (ProcessTree.isKnownHere()) {
            figures.put("platform_cpu_ms_per_payment", (double) used.platform() / done);
            figures.put("postgres_cpu_ms_per_payment", (double) used.postgres() / done);
            figures.put("sandbox_cpu_ms_per_payment", (double) used.sandbox() / done);
            figures.put("bench_cpu_ms_per_payment", (double) used.bench() / done);
        }
    }

    /// The client's time less the delay that the sandbox drew for this very payment.
    private Percentiles added(List<Payment> accepted) {
        return Percentiles.of(
                accepted.stream()
                        .mapToLong(p -> {
                            SandboxRecord there = provider.get(p.flowNo);
                            return p.took() - (there == null ? 0 : there.drawn());
                        }));
    }

    private static long endOf(Payment payment, boolean whole) {
        if (payment.called != Payment.Called.ACCEPTED) {
            return 0;
        }
        if (!whole) {
            return payment.answeredAt;
        }
        return payment.noticedAt == 0 ? 0 : Math.max(payment.noticedAt, payment.answeredAt);
    }
}
