package com.suanpan.bench.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// What a scenario does with an opened run, and the figures that it is judged by.
sealed interface Performance permits Performance.Steady, Flood, Burst {

    /// Puts the load on and takes it off again; answers the sandbox's record of it.
    Map<String, SandboxRecord> play(Run run, BenchOptions options, Figures figures);

    static Performance of(Scenario scenario) {
        return switch (scenario) {
            case MOCK, MOCK_LATENCY, ALIPAY_WAP, WECHAT_NATIVE, ONE_BY_ONE, INLINE_NOTICE ->
                    new Steady();
            case CALLBACKS -> new Flood();
            case BURST -> new Burst();
            case COMMITS, LEDGER ->
                    throw new IllegalStateException(scenario.word() + " has no run");
        };
    }

    static long nanos(int seconds) {
        return seconds * 1_000_000_000L;
    }

    /// One load all the time: warm-up, then the part that counts. Whatever the rate is, programs warm up
    /// with as much as they can carry: at a low rate the compilers of their JVMs would go on for minutes,
    /// and their work be counted as the payments'. Then they settle at the rate for half a minute: other
    /// branches are taken there, and some methods are compiled anew.
    record Steady() implements Performance {

        private static final int SETTLING = 30;
        private static final int BETWEEN = 2;

        /// `ln(p99 / p50) / 2.326` of what providers are seen to take.
        private static final Map<String, ?> AS_PROVIDERS_DO =
                Map.of(
                        "knob", "LATENCY",
                        "provider", "MOCK",
                        "on", "PAY",
                        "median_ms", 120.0,
                        "sigma", 0.4955);

        @Override
        public Map<String, SandboxRecord> play(Run run, BenchOptions options, Figures figures) {
            Double rate = options.rate();
            run.screen.say(
                    "warming up for %d s, then measuring for %d s, %s"
                            .formatted(
                                    options.warmUp(),
                                    options.seconds(),
                                    rate == null
                                            ? Run.IN_FLIGHT + " payments in flight"
                                            : rate + " payments a second"));
            if (run.scenario == Scenario.MOCK_LATENCY) {
                run.stage.turn(AS_PROVIDERS_DO);
            }
            int before = options.warmUp();
            if (rate != null) {
                run.load(null, nanos(options.warmUp()));
                run.drain();
                before = Math.min(SETTLING, options.warmUp());
            }
            List<Measured> all = new ArrayList<>();
            for (int i = 0; i < options.repeat(); i++) {
                all.add(
                        run.measured(
                                rate, nanos(i == 0 ? before : BETWEEN), nanos(options.seconds())));
            }
            run.drain();
            Map<String, SandboxRecord> provider = run.provider();
            boolean whole = run.scenario.isWhole();
            all.sort(Comparator.comparingDouble(one -> one.cost(whole, run.sales)));
            all.get(all.size() / 2).figures(figures, whole, run.sales, provider);
            if (all.size() > 1 && ProcessTree.isKnownHere()) {
                figures.put(
                        "cpu_ms_per_payment",
                        all.stream().map(one -> one.told(whole, run.sales)).toList());
            }
            return provider;
        }
    }
}
