package com.suanpan.bench.load;

import com.suanpan.bench.Halt;
import com.suanpan.bench.Pause;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// One run: shops are opened, the load warms the programs up, is measured and drains, and the three
/// records are held against each other.
final class Run implements AutoCloseable {

    static final int IN_FLIGHT = 256;

    private static final Duration DRAIN = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int SHOWN = 10;

    private final Scenario scenario;
    private final Stage stage;
    private final Screen screen;
    private final Sales sales = new Sales();
    private final Receiver receiver;
    private final Lines lines;
    private final List<String> merchantIds;
    private final long receivableBefore;
    private final Load load;
    private final Watch watch;

    Run(Scenario scenario, Stage stage, Screen screen) {
        this.scenario = scenario;
        this.stage = stage;
        this.screen = screen;
        receiver = new Receiver(Duration.ZERO, this::heard);
        lines = new Lines(stage.at.apiPort());
        List<Stage.Shopkeeper> shops = stage.openShops(scenario.provider(), receiver.url());
        merchantIds = shops.stream().map(Stage.Shopkeeper::merchantId).toList();
        if (scenario.isWhole()) {
            stage.turn(Map.of("knob", "AUTO_PAY", "provider", scenario.provider()));
        }
        receivableBefore = stage.database.receivable();
        load =
                new Load(
                        shops.stream().map(Stage.Shopkeeper::seller).toList(),
                        lines,
                        sales,
                        scenario.payMethod(),
                        scenario.isWhole(),
                        IN_FLIGHT);
        watch = new Watch(stage.database, load, sales, screen);
        screen.say("%d merchants opened".formatted(shops.size()));
    }

    private void heard(String notice) {
        load.heard(notice);
    }

    /// Loads, and answers the window that counts with what the programs used in it.
    Measured measure(BenchOptions options) {
        Double rate = options.rate();
        screen.say(
                "warming up for %d s, then measuring for %d s, %s"
                        .formatted(
                                options.warmUp(),
                                options.seconds(),
                                rate == null
                                        ? IN_FLIGHT + " payments in flight"
                                        : rate + " payments a second"));
        long from = System.nanoTime() + seconds(options.warmUp());
        load(rate, System.nanoTime(), from);
        screen.say("measuring");
        Used before = Used.now(stage);
        Window window = new Window(from, from + seconds(options.seconds()));
        load(rate, from, window.until());
        Used used = Used.now(stage).since(before);
        screen.say("draining");
        drain();
        Map<String, SandboxRecord> provider =
                SandboxRecord.read(stage.web.open(stage.at.control() + "/record").text());
        return new Measured(window, used, Counters.NONE, Counters.NONE, provider, sales);
    }

    private void load(@org.jspecify.annotations.Nullable Double rate, long from, long until) {
        if (rate == null) {
            load.keep(until);
        } else {
            load.begin(new Schedule(from, rate), until);
        }
    }

    /// Returns when nothing is in flight and no notice waits.
    private void drain() {
        if (!load.drained(DRAIN)) {
            screen.say("%d payments have not ended".formatted(load.inFlight()));
        }
        long until = System.nanoTime() + DRAIN.toNanos();
        while (stage.database.noticesWaiting(merchantIds) > 0 && System.nanoTime() - until < 0) {
            Pause.of(LOOK);
        }
    }

    /// What the figures say besides of the run as a whole. Counts the things on which the records differ.
    int reckon(Measured measured, Figures figures) {
        figures.put("platform_peak_rss_mb", new ProcessTree(stage.platform.pid(), false).peakMb());
        figures.put("db_connections_max", watch.mostConnections());
        figures.put("batch_mean", null);
        figures.put("config_reads_from_cache", null);
        Agreement agreement = new Agreement(measured.provider(), true, scenario.isWhole());
        stage.database.orders(merchantIds, agreement::book);
        List<String> differences = agreement.holds(sales.all());
        differences.stream().limit(SHOWN).forEach(one -> screen.plain("  ✗ " + one));
        int mismatches = differences.size() + booksDiffer(measured);
        figures.put("refused", count(Payment.Called.REFUSED));
        figures.put("unknown", count(Payment.Called.UNKNOWN));
        figures.put("mismatches", mismatches);
        return mismatches;
    }

    private long count(Payment.Called called) {
        return sales.all().stream().filter(p -> p.called == called).count();
    }

    /// The audit has no findings, and the channels owe what this run's payers paid, to the fen.
    private int booksDiffer(Measured measured) {
        int differ = 0;
        JsonNode audit = stage.books.audit();
        if (!audit.path("findings").asString().equals("0")) {
            screen.plain("  ✗ the audit: " + audit);
            differ++;
        }
        long owed = stage.database.receivable() - receivableBefore;
        long paid =
                sales.all().stream()
                        .map(p -> measured.provider().get(p.flowNo))
                        .filter(java.util.Objects::nonNull)
                        .mapToLong(SandboxRecord::paid)
                        .sum();
        if (owed != paid) {
            screen.plain("  ✗ channels owe %d fen, payers paid %d".formatted(owed, paid));
            differ++;
        }
        screen.say(
                "%d payments in all, payers paid %d.%02d yuan, the books say the same: %s"
                        .formatted(sales.all().size(), paid / 100, paid % 100, differ == 0));
        return differ;
    }

    private static long seconds(int count) {
        return count * 1_000_000_000L;
    }

    @Override
    public void close() {
        watch.close();
        receiver.close();
        try {
            lines.close();
        } catch (IOException e) {
            throw new Halt("a connection cannot be closed: " + e.getMessage());
        }
    }
}
