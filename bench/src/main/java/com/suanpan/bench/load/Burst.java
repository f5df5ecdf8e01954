package com.suanpan.bench.load;

import com.suanpan.bench.Halt;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// A fifth of what the platform carries; then ten times that, twice what it carries, for a minute; then a
/// fifth again. What is over must be refused at once and leave nothing behind, and those who are let in
/// must not wait long.
record Burst() implements Performance {

    private static final double SHARE = 0.2;
    private static final double TIMES = 10;
    private static final int LONGEST = 60;
    private static final int BEFORE = 15;
    private static final int AFTER = 20;

    @Override
    public Map<String, SandboxRecord> play(Run run, BenchOptions options, Figures figures) {
        run.screen.say(
                "warming up for %d s, then what it carries for %d s: %d payments in flight"
                        .formatted(options.warmUp(), options.seconds(), Run.IN_FLIGHT));
        Measured most =
                run.measured(
                        null,
                        Performance.nanos(options.warmUp()),
                        Performance.nanos(options.seconds()));
        run.drain();
        long done = run.sales.all().stream().filter(p -> most.window().holds(p.noticedAt)).count();
        if (done == 0) {
            throw new Halt("no payment ended while its capacity was measured: nothing to multiply");
        }
        double steadyRate = SHARE * done / most.window().seconds();
        run.screen.say("a fifth of it, %.0f a second".formatted(steadyRate));
        Window steady = run.measured(steadyRate, 0, Performance.nanos(BEFORE)).window();
        run.screen.say("the burst, %.0f a second".formatted(steadyRate * TIMES));
        Measured burst =
                run.measured(
                        steadyRate * TIMES,
                        0,
                        Performance.nanos(Math.min(LONGEST, 2 * options.seconds())));
        run.screen.say("a fifth again");
        Window after = run.measured(steadyRate, 0, Performance.nanos(AFTER)).window();
        run.drain();
        Map<String, SandboxRecord> provider = run.provider();
        most.figures(figures, true, run.sales, provider);
        double mostP99 = paid(run, most.window()).ms(99);
        Percentiles usual = paid(run, steady);
        figures.put("steady_rate", steadyRate);
        figures.put("steady_pay_p99_ms", usual.ms(99));
        refusals(figures, run.sales.begunWithin(burst.window()));
        Percentiles accepted = paid(run, burst.window());
        figures.put("burst_rate", steadyRate * TIMES);
        figures.put("burst_seconds", burst.window().seconds());
        figures.put("burst_pay_p50_ms", accepted.ms(50));
        figures.put("burst_pay_p99_ms", accepted.ms(99));
        figures.put("burst_p99_to_mock_p99", accepted.ms(99) / mostP99);
        figures.put(
                "back_to_normal_ms",
                backToNormal(run.sales.begunWithin(after), after.from(), usual.at(99) * 2) / 1e6);
        return provider;
    }

    private static void refusals(Figures figures, List<Payment> burst) {
        figures.put("burst_payments", burst.size());
        figures.put("burst_accepted", count(burst, Payment.Called.ACCEPTED, ""));
        figures.put("burst_refused_busy", count(burst, Payment.Called.REFUSED, "SYSTEM_BUSY"));
        figures.put("burst_refused", count(burst, Payment.Called.REFUSED, ""));
        figures.put("burst_unknown", count(burst, Payment.Called.UNKNOWN, ""));
    }

    private static long count(List<Payment> all, Payment.Called called, String why) {
        return all.stream().filter(p -> p.called == called && p.why.startsWith(why)).count();
    }

    private static Percentiles paid(Run run, Window window) {
        return Percentiles.of(
                run.sales.begunWithin(window).stream()
                        .filter(p -> p.called == Payment.Called.ACCEPTED)
                        .mapToLong(Payment::took));
    }

    /// How long after the burst the last call began that was refused, or took longer than is normal.
    static long backToNormal(List<Payment> after, long from, long normal) {
        return after.stream()
                .filter(p -> p.called != Payment.Called.ACCEPTED || p.took() > normal)
                .map(p -> p.intendedAt - from)
                .max(Comparator.naturalOrder())
                .orElse(0L);
    }
}
