package com.suanpan.ledger;

import com.suanpan.Suanpan;
import com.suanpan.bench.load.Percentiles;
import com.suanpan.money.Money;
import com.suanpan.number.BusinessNumbers;
import com.suanpan.number.Lanes;
import com.suanpan.store.Batcher;
import com.suanpan.store.Transactions;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullMarked;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/// A part of the bench, in this room because its audit has no public door: postings alone, against a
/// real PostgreSQL. Each takes from one merchant's account, which may not go below zero, and gives to
/// another's; few merchants have most of it. Postings come in batches as those of payments do.
@NullMarked
public final class LedgerPath {

    private static final long SEED = 20_261_124;
    private static final long MOST = 100;

    /// One caller alone would be kept waiting by the pace, which is there for many.
    private static final Batcher.Bounds AT_ONCE =
            new Batcher.Bounds(
                    Batcher.Bounds.USUAL.queued(),
                    Batcher.Bounds.USUAL.batch(),
                    Batcher.Bounds.USUAL.patience(),
                    Duration.ZERO);

    private final Ledger ledger;
    private final BusinessNumbers numbers;
    private final Transactions transactions;
    private final Lanes lanes;
    private final Clock clock;
    private final HotAccounts accounts;
    private final PostedSums sums;
    private final LongAdder posted = new LongAdder();
    private final LongAdder moved = new LongAdder();
    private final LongAdder batches = new LongAdder();
    private final LongAdder batched = new LongAdder();

    private LedgerPath(ConfigurableApplicationContext context, int accounts) {
        ledger = context.getBean(Ledger.class);
        numbers = context.getBean(BusinessNumbers.class);
        transactions = context.getBean(Transactions.class);
        lanes = context.getBean(Lanes.class);
        clock = context.getBean(Clock.class);
        sums = new PostedSums(context);
        this.accounts = new HotAccounts(accounts, lanes);
    }

    /// What callers saw in a part of the run.
    private record Seen(double perSecond, Percentiles times) {}

    /// Words: a data folder, seconds of warm-up and of measuring, callers, accounts. Answers its figures
    /// as JSON on standard output.
    public static void main(String[] words) {
        PrintStream out = System.out;
        System.setOut(System.err);
        Duration warmUp = Duration.ofSeconds(Long.parseLong(words[1]));
        Duration time = Duration.ofSeconds(Long.parseLong(words[2]));
        int callers = Integer.parseInt(words[3]);
        int accounts = Integer.parseInt(words[4]);
        try (ConfigurableApplicationContext context =
                new SpringApplicationBuilder(Suanpan.class)
                        .web(WebApplicationType.NONE)
                        .lazyInitialization(true)
                        .properties("suanpan.jobs=false", "logging.level.root=warn")
                        .run("--suanpan.data=" + words[0])) {
            out.println(
                    JsonMapper.shared()
                            .writeValueAsString(
                                    new LedgerPath(context, accounts)
                                            .figures(warmUp, time, callers)));
        }
    }

    private Map<String, Object> figures(Duration warmUp, Duration time, int callers) {
        PostedSums.Sums before = sums.now();
        accounts.fund(ledger, transactions, numbers);
        PostedSums.Sums funded = before.plus(accounts.count(), accounts.funds());
        Map<String, Object> figures = new LinkedHashMap<>();
        try (Batcher<Posting, LedgerResult> batcher = batcher(Batcher.Bounds.USUAL)) {
            run(batcher, warmUp, callers);
            batches.reset();
            batched.reset();
            Seen many = run(batcher, time, callers);
            figures.put("callers", callers);
            figures.put("accounts", accounts.count());
            figures.put("postings_per_second", many.perSecond);
            figures.put("batch_mean", batched.doubleValue() / batches.sum());
            figures.put("caller_p50_ms", many.times.ms(50));
            figures.put("caller_p99_ms", many.times.ms(99));
            figures.put("one_caller_at_usual_pace_per_second", run(batcher, time, 1).perSecond);
        }
        try (Batcher<Posting, LedgerResult> batcher = batcher(AT_ONCE)) {
            Seen one = run(batcher, time, 1);
            figures.put("one_caller_per_second", one.perSecond);
            figures.put("one_caller_p50_ms", one.times.ms(50));
            figures.put("one_caller_p99_ms", one.times.ms(99));
        }
        figures.put("postings_acknowledged", posted.sum());
        figures.put("mismatches", sums.mismatches(funded.plus(posted.sum(), moved.sum())));
        return figures;
    }

    private Batcher<Posting, LedgerResult> batcher(Batcher.Bounds bounds) {
        return new Batcher<>(
                "ledger",
                lanes.count(),
                bounds,
                clock,
                transactions,
                (lane, items) -> {
                    batches.increment();
                    batched.add(items.size());
                    return ledger.apply(lane, items);
                });
    }

    private Seen run(Batcher<Posting, LedgerResult> batcher, Duration time, int callers) {
        long began = System.nanoTime();
        long until = began + time.toNanos();
        List<LongStream> times = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<LongStream>> all = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                SplittableRandom random = new SplittableRandom(SEED + i);
                all.add(threads.submit(() -> call(batcher, random, until)));
            }
            for (Future<LongStream> each : all) {
                times.add(each.get());
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        Percentiles seen = Percentiles.of(times.stream().flatMapToLong(each -> each));
        return new Seen(seen.count() / seconds, seen);
    }

    /// One caller's postings, one after the other; answers how long each took.
    private LongStream call(
            Batcher<Posting, LedgerResult> batcher, SplittableRandom random, long until) {
        LongStream.Builder times = LongStream.builder();
        while (System.nanoTime() - until < 0) {
            long began = System.nanoTime();
            HotAccounts.Pair pair = accounts.next(random);
            Money amount = Money.cny(random.nextLong(1, MOST + 1));
            Posting posting =
                    Posting.of(
                            PostingKind.PAYMENT,
                            numbers.next(pair.from().owner()),
                            List.of(Leg.debit(pair.from(), amount), Leg.credit(pair.to(), amount)));
            LedgerResult result = batcher.submit(pair.lane(), posting);
            if (!(result instanceof LedgerResult.Done)) {
                throw new IllegalStateException(posting.postingNo() + ": " + result);
            }
            posted.increment();
            moved.add(amount.minor());
            times.add(System.nanoTime() - began);
        }
        return times.build();
    }
}
