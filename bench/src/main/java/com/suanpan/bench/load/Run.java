package com.suanpan.bench.load;

import com.suanpan.bench.Halt;
import com.suanpan.bench.Pause;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One run: shops are opened, load is put on and taken off, and in the end the three records are held
/// against each other.
final class Run implements AutoCloseable {

    static final int IN_FLIGHT = 256;

    /// The load goes on a little longer than is measured.
    private static final long TAIL = 200_000_000;

    private static final long SECOND = 1_000_000_000;
    private static final long LOOKING = 25 * SECOND;

    private static final Duration DRAIN = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int SHOWN = 10;

    final Scenario scenario;
    final Stage stage;
    final Screen screen;
    final Sales sales = new Sales();

    private final Receiver receiver;
    private final Lines lines;
    private final List<String> merchantIds;
    private final long receivableBefore;
    private final Set<String> flowsBefore;
    private final Load load;
    private final Watch watch;
    private Instant measuredFrom = Instant.MIN;
    private Instant measuredUntil = Instant.MAX;

    Run(Scenario scenario, Duration merchantTakes, Stage stage, Screen screen) {
        this.scenario = scenario;
        this.stage = stage;
        this.screen = screen;
        receiver = new Receiver(Stage.MERCHANTS, merchantTakes, this::heard);
        lines = new Lines(stage.at.apiPort());
        List<Stage.Shopkeeper> shops = stage.openShops(scenario.provider(), receiver.urls());
        merchantIds = shops.stream().map(Stage.Shopkeeper::merchantId).toList();
        if (scenario.paysAtOnce()) {
            stage.turn(Map.of("knob", "AUTO_PAY", "provider", scenario.provider()));
        }
        flowsBefore = record().keySet();
        receivableBefore = stage.database.receivable();
        load =
                new Load(
                        shops.stream().map(Stage.Shopkeeper::seller).toList(),
                        lines,
                        sales,
                        scenario.payMethod(),
                        scenario.paysAtOnce(),
                        IN_FLIGHT);
        watch = new Watch(stage.database, load, sales, screen);
        screen.say("%d merchants opened".formatted(shops.size()));
    }

    private void heard(String notice) {
        load.heard(notice);
    }

    /// Between which instants the load was put on that the figures are of.
    Instant measuredFrom() {
        return measuredFrom;
    }

    Instant measuredUntil() {
        return measuredUntil;
    }

    /// Puts this load on from now on, for a warm-up and then for so long as counts, and answers what came
    /// of the second part. Looking at clocks and counters does not hold the load up.
    Measured measured(@Nullable Double rate, long warmUp, long nanos) {
        long from = System.nanoTime() + warmUp;
        Window window = new Window(from, from + nanos);
        try (ExecutorService loader = Executors.newSingleThreadExecutor()) {
            Future<?> loading = loader.submit(() -> load(rate, warmUp + nanos + TAIL));
            lookUntil(from);
            measuredFrom = Instant.now();
            Used used = Used.now(stage);
            Counters counters = stage.counters();
            sleepUntil(window.until());
            measuredUntil = Instant.now();
            Measured measured =
                    new Measured(window, Used.now(stage).since(used), counters, stage.counters());
            loading.get();
            return measured;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Halt("interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Halt halt ? halt : new IllegalStateException(e);
        }
    }

    /// Looks at clocks and counters once a second, as those who operate a platform do: the first looks
    /// take long, and would fall into what is measured.
    private void lookUntil(long time) throws InterruptedException {
        long first = Math.max(System.nanoTime(), time - LOOKING);
        for (long next = first; System.nanoTime() - time < 0; next += SECOND) {
            sleepUntil(Math.min(next, time));
            if (next - time < 0) {
                Used.now(stage);
                stage.counters();
            }
        }
    }

    private static void sleepUntil(long time) throws InterruptedException {
        long left = time - System.nanoTime();
        if (left > 0) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }

    /// Puts this load on from now on for so long: so many payments a second, or 256 in flight.
    void load(@Nullable Double rate, long nanos) {
        long from = System.nanoTime();
        if (rate == null) {
            load.keep(from + nanos);
        } else {
            load.begin(new Schedule(from, rate), from + nanos);
        }
    }

    /// Begins so many payments, as fast as they are answered.
    void place(int count) {
        load.keep(count);
        load.drained(DRAIN);
    }

    /// Waits until the merchant of every accepted order was told, at most 90 s more than it must last; the time
    /// that it lasted.
    Window awaitNotices(long nanos) {
        long from = System.nanoTime();
        long until = from + nanos + DRAIN.toNanos();
        long accepted = count(Payment.Called.ACCEPTED);
        while (load.heard() < accepted && System.nanoTime() - until < 0) {
            Pause.of(LOOK);
        }
        return new Window(from, System.nanoTime());
    }

    /// Returns when nothing is in flight, what payers paid is in the books, and no notice waits. A callback
    /// that was not answered in time comes again by the provider's schedule, so this may take a while.
    void drain() {
        screen.say("draining");
        if (!load.drained(DRAIN)) {
            screen.say("%d payments have not ended".formatted(load.inFlight()));
        }
        await(() -> owed() == paid(provider()));
        await(() -> stage.database.noticesWaiting(merchantIds) == 0);
    }

    private static void await(BooleanSupplier drained) {
        long until = System.nanoTime() + DRAIN.toNanos();
        while (!drained.getAsBoolean() && System.nanoTime() - until < 0) {
            Pause.of(LOOK);
        }
    }

    /// What the channels owe since this run began, in fen.
    private long owed() {
        return stage.database.receivable() - receivableBefore;
    }

    private static long paid(Map<String, SandboxRecord> provider) {
        return provider.values().stream().mapToLong(SandboxRecord::paid).sum();
    }

    /// The sandbox's record of this run, by flow number.
    Map<String, SandboxRecord> provider() {
        Map<String, SandboxRecord> record = record();
        record.keySet().removeAll(flowsBefore);
        return record;
    }

    private Map<String, SandboxRecord> record() {
        return SandboxRecord.read(stage.web.open(stage.at.control() + "/record").text());
    }

    /// The figures of the run as a whole. Counts the things on which the records differ.
    int reckon(Map<String, SandboxRecord> provider, Figures figures) {
        figures.put("platform_peak_rss_mb", new ProcessTree(stage.platform.pid(), false).peakMb());
        figures.put("db_connections_max", watch.mostConnections());
        Agreement agreement = new Agreement(provider, scenario.callsProvider(), scenario.isWhole());
        stage.database.orders(merchantIds, agreement::book);
        List<String> differences = agreement.holds(sales.all());
        differences.stream().limit(SHOWN).forEach(one -> screen.plain("  ✗ " + one));
        int mismatches = differences.size() + booksDiffer(provider);
        figures.put("refused", count(Payment.Called.REFUSED));
        figures.put("unknown", count(Payment.Called.UNKNOWN));
        figures.put("mismatches", mismatches);
        return mismatches;
    }

    private long count(Payment.Called called) {
        return sales.all().stream().filter(p -> p.called == called).count();
    }

    /// The audit has no findings, and the channels owe what this run's payers paid, to the fen.
    private int booksDiffer(Map<String, SandboxRecord> provider) {
        int differ = 0;
        JsonNode audit = stage.books.audit();
        if (!audit.path("findings").asString().equals("0")) {
            screen.plain("  ✗ the audit: " + audit);
            differ++;
        }
        long owed = owed();
        long paid = paid(provider);
        if (owed != paid) {
            screen.plain("  ✗ channels owe %d fen, payers paid %d".formatted(owed, paid));
            differ++;
        }
        screen.say(
                "%d payments in all, payers paid %d.%02d yuan, %s"
                        .formatted(
                                sales.all().size(),
                                paid / 100,
                                paid % 100,
                                differ == 0 ? "and so say the books" : "and the books differ"));
        return differ;
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
