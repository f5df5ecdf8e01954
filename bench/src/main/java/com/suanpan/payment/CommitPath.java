package com.suanpan.payment;

import com.suanpan.Suanpan;
import com.suanpan.channel.ChannelAccounts;
import com.suanpan.channel.Credential;
import com.suanpan.channel.NewAccount;
import com.suanpan.channel.QueryResult;
import com.suanpan.channel.StartResult;
import com.suanpan.merchant.Merchant;
import com.suanpan.merchant.Merchants;
import com.suanpan.merchant.NewMerchant;
import com.suanpan.money.Money;
import com.suanpan.notify.NoticesInline;
import com.suanpan.number.BusinessNumbers;
import com.suanpan.number.Lanes;
import com.suanpan.payment.PaymentEvent.Answered;
import com.suanpan.payment.PaymentEvent.Placed;
import com.suanpan.payment.PaymentEvent.Told;
import com.suanpan.payment.PaymentOutcome.Attempt;
import com.suanpan.payment.PaymentOutcome.Call;
import com.suanpan.secret.Secret;
import com.suanpan.store.Batcher;
import com.suanpan.store.Transactions;
import com.suanpan.store.Transactions.Ended;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/// A part of the bench, in this room because its events have no public door: the commits of payments
/// alone, against a real PostgreSQL, with no call and no notice. Each payment is three commits (placed,
/// answered, paid), and callers press as they do in the server, but three ways lead to the database:
/// batches, batches of one, and transactions of one item side by side on all connections of the batches.
@NullMarked
public final class CommitPath {

    private static final int MERCHANTS = 20;
    private static final int SIDE_BY_SIDE = 8;
    private static final int COMMITS_A_PAYMENT = 3;
    private static final String CHANNEL = "commits";
    private static final Credential CODE = new Credential.Code("http://127.0.0.1/payer/none");

    private final PaymentCommits commits;
    private final PaymentTargets targets;
    private final BusinessNumbers numbers;
    private final Transactions transactions;
    private final Lanes lanes;
    private final Clock clock;
    private final ChannelCalls calls;
    private final List<Merchant> merchants;
    private final AtomicLong orders = new AtomicLong();
    private final LongAdder batches = new LongAdder();

    private CommitPath(ConfigurableApplicationContext context) {
        commits = context.getBean(PaymentCommits.class);
        targets = context.getBean(PaymentTargets.class);
        numbers = context.getBean(BusinessNumbers.class);
        transactions = context.getBean(Transactions.class);
        lanes = context.getBean(Lanes.class);
        clock = context.getBean(Clock.class);
        calls = context.getBean(ChannelCalls.class);
        merchants = merchants(context.getBean(Merchants.class));
        context.getBean(ChannelAccounts.class).add(account());
    }

    /// One way to the database.
    @FunctionalInterface
    private interface Way {

        PaymentOutcome commit(int lane, PaymentEvent event);
    }

    /// Words: a data folder, seconds of warm-up and of measuring a way, callers. Answers its figures as JSON on standard output.
    public static void main(String[] words) {
        PrintStream out = System.out;
        System.setOut(System.err);
        Duration warmUp = Duration.ofSeconds(Long.parseLong(words[1]));
        Duration time = Duration.ofSeconds(Long.parseLong(words[2]));
        int callers = Integer.parseInt(words[3]);
        try (ConfigurableApplicationContext context =
                new SpringApplicationBuilder(Suanpan.class)
                        .web(WebApplicationType.NONE)
                        .lazyInitialization(true)
                        .initializers(NoticesInline::wire)
                        .properties("suanpan.jobs=false", "logging.level.root=warn")
                        .run("--suanpan.data=" + words[0])) {
            out.println(
                    JsonMapper.shared()
                            .writeValueAsString(
                                    new CommitPath(context).figures(warmUp, time, callers)));
        }
    }

    private Map<String, Object> figures(Duration warmUp, Duration time, int callers) {
        double batched;
        double batchMean;
        try (Batcher<PaymentEvent, PaymentOutcome> batcher = batcher(Batcher.Bounds.USUAL)) {
            batched = perSecond(batcher::submit, warmUp, time, callers);
            batchMean = (double) orders.get() * COMMITS_A_PAYMENT / batches.sum();
        }
        Batcher.Bounds one = new Batcher.Bounds(callers, 1, Duration.ofMinutes(1), Duration.ZERO);
        double oneByOne;
        try (Batcher<PaymentEvent, PaymentOutcome> batcher = batcher(one)) {
            oneByOne = perSecond(batcher::submit, warmUp, time, callers);
        }
        Semaphore places = new Semaphore(SIDE_BY_SIDE);
        double sideBySide =
                perSecond((lane, event) -> alone(places, lane, event), warmUp, time, callers);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("batched_commits_per_second", batched);
        figures.put("batch_mean", batchMean);
        figures.put("one_by_one_commits_per_second", oneByOne);
        figures.put("side_by_side_commits_per_second", sideBySide);
        figures.put("batched_to_one_by_one", batched / oneByOne);
        figures.put("batched_to_side_by_side", batched / sideBySide);
        return figures;
    }

    private Batcher<PaymentEvent, PaymentOutcome> batcher(Batcher.Bounds bounds) {
        return new Batcher<>(
                "commits",
                lanes.count(),
                bounds,
                clock,
                transactions,
                (lane, items) -> {
                    batches.increment();
                    return commits.commit(lane, items);
                });
    }

    private PaymentOutcome alone(Semaphore places, int lane, PaymentEvent event) {
        places.acquireUninterruptibly();
        try {
            return switch (transactions.run(lane, () -> commits.commit(lane, List.of(event)))) {
                case Ended.Committed<List<PaymentOutcome>>(var outcomes) -> outcomes.getFirst();
                case Ended.RolledBack<List<PaymentOutcome>>(var why) -> throw why;
                case Ended.Unavailable<List<PaymentOutcome>>(var refusal) -> throw refusal;
                case Ended.Unknown<List<PaymentOutcome>>(var why) -> throw why;
            };
        } finally {
            places.release();
        }
    }

    /// Commits a second that all callers together reached, after a warm-up.
    private double perSecond(Way way, Duration warmUp, Duration time, int callers) {
        run(way, warmUp, callers);
        orders.set(0);
        batches.reset();
        long began = System.nanoTime();
        run(way, time, callers);
        return orders.get() * COMMITS_A_PAYMENT * 1e9 / (System.nanoTime() - began);
    }

    private void run(Way way, Duration time, int callers) {
        long until = System.nanoTime() + time.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                Merchant merchant = merchants.get(i % MERCHANTS);
                all.add(
                        threads.submit(() -> {
                            while (System.nanoTime() - until < 0) {
                                payment(way, merchant);
                            }
                        }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void payment(Way way, Merchant merchant) {
        String id = merchant.merchantId();
        int lane = lanes.ofMerchant(id);
        long number = orders.incrementAndGet();
        Money amount = Money.cny(1 + number % 100_000);
        Attempt attempt = ((Call) way.commit(lane, placed(merchant, amount))).attempt();
        way.commit(
                lane,
                new Answered(
                        attempt.payOrderNo(),
                        attempt.flowNo(),
                        false,
                        new StartResult.Started(CODE),
                        CredentialJson.write(CODE),
                        calls.plan(attempt.payMethod()),
                        List.of(),
                        numbers.next(id)));
        way.commit(
                lane,
                new Told(
                        attempt.channelCode(),
                        attempt.flowNo(),
                        new QueryResult.Paid("9001" + number, amount, clock.instant(), null)));
    }

    private Placed placed(Merchant merchant, Money amount) {
        String id = merchant.merchantId();
        PayerFacts payer = new PayerFacts(null, null, null);
        String payOrderNo = numbers.next(id);
        PayCommand command =
                new PayCommand(
                        merchant,
                        "C" + payOrderNo,
                        amount,
                        "Commits",
                        null,
                        null,
                        null,
                        "http://127.0.0.1/notice",
                        null,
                        "MOCK_QR",
                        payer,
                        clock.instant().plus(Duration.ofMinutes(30)),
                        "fingerprint",
                        "fingerprint",
                        null);
        return new Placed(
                command,
                targets.fee(merchant, amount),
                targets.of("MOCK_QR", amount, payer),
                payOrderNo,
                numbers.next(id),
                CashierToken.make(id));
    }

    private static List<Merchant> merchants(Merchants all) {
        return IntStream.range(0, MERCHANTS)
                .mapToObj(i -> all.add(NewMerchant.named("Commits " + i)).merchantId())
                .map(id -> all.find(id).orElseThrow())
                .toList();
    }

    private static NewAccount account() {
        return new NewAccount(
                CHANNEL,
                CHANNEL,
                "MOCK",
                Map.of(
                        "base_url", new Secret("http://127.0.0.1:1"),
                        "merchant_no", new Secret("M1"),
                        "secret", new Secret("none")),
                true,
                NewAccount.USUAL_WEIGHT,
                null,
                Set.of());
    }
}
