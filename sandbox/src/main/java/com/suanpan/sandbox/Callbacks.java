package com.suanpan.sandbox;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells merchants of paid orders and ended refunds: at once, then by the provider's schedule until it is acknowledged.
final class Callbacks implements AutoCloseable {

    private static final String GENUINE = "GENUINE";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Post post = new Post();
    private final Queue<Tidings> keptBack = new ConcurrentLinkedQueue<>();
    private final Providers providers;
    private final Ground ground;
    private final Knobs knobs;
    private final Patience patience;
    private final CallbackLog log;
    private final Timings timings;

    Callbacks(
            Providers providers,
            Ground ground,
            Knobs knobs,
            Patience patience,
            CallbackLog log,
            Timings timings) {
        this.providers = providers;
        this.ground = ground;
        this.knobs = knobs;
        this.patience = patience;
        this.log = log;
        this.timings = timings;
    }

    /// Begins to tell of a payment.
    void start(Order order) {
        threads.execute(() -> first(order));
    }

    /// Begins to tell of a refund, when it has ended.
    void start(Refund refund) {
        Tidings news = tidings(refund, refund);
        Duration wait = Duration.between(ground.clock().instant(), news.dueAt());
        threads.execute(() -> {
            if (patience.sit(wait.isNegative() ? Duration.ZERO : wait)) {
                first(news);
            }
        });
    }

    /// Sends the first one and returns when it was answered; the schedule follows if it was not taken.
    void first(Order order) {
        first(tidings(order, order));
    }

    private void first(Tidings news) {
        if (news.notifyUrl().isEmpty()) {
            return;
        }
        Struck struck = knobs.strike(news.place());
        if (struck.has(KnobName.NO_CALLBACK)) {
            return;
        }
        var late = struck.first(KnobName.LATE_CALLBACK);
        if (late.isPresent() && !patience.sit(late.get().pause(1000))) {
            return;
        }
        if (struck.has(KnobName.REORDER_CALLBACKS)) {
            keptBack.add(news);
            return;
        }
        send(news, struck);
        for (Tidings kept = keptBack.poll(); kept != null; kept = keptBack.poll()) {
            send(kept, struck);
        }
    }

    private void send(Tidings news, Struck struck) {
        if (struck.has(KnobName.FORGED_CALLBACK)) {
            deliver(news, Twist.sealed(Seal.WRONG_KEY), "WRONG_KEY", 1, null);
        }
        int times =
                struck.first(KnobName.DUPLICATE_CALLBACK)
                        .map(knob -> Objects.requireNonNullElse(knob.times(), 2))
                        .orElse(1);
        boolean taken =
                IntStream.range(0, times)
                        .mapToObj(_ -> threads.submit(() -> attempt(news, 1, struck)))
                        .toList()
                        .stream()
                        .map(Callbacks::joined)
                        .reduce(false, Boolean::logicalOr);
        if (!taken) {
            threads.execute(() -> repeat(news, struck));
        }
    }

    private static boolean joined(Future<Boolean> sending) {
        try {
            return sending.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void repeat(Tidings news, Struck before) {
        Struck struck = before;
        int attempt = 1;
        for (Duration gap : provider(news).schedule()) {
            double factor =
                    struck.first(KnobName.CALLBACK_SCALE)
                            .map(knob -> Objects.requireNonNullElse(knob.factor(), 0.001))
                            .orElse(1.0);
            if (!patience.sit(Duration.ofNanos(Math.round(gap.toNanos() * factor)))) {
                return;
            }
            attempt++;
            struck = knobs.strike(news.place(), KnobName::strikesRepeats);
            if (struck.has(KnobName.NO_CALLBACK) || attempt(news, attempt, struck)) {
                return;
            }
        }
    }

    private boolean attempt(Tidings news, int attempt, Struck struck) {
        var sent = deliver(news, struck.twist(false), GENUINE, attempt, null);
        if (!provider(news).acknowledges(sent.status(), sent.body())
                || struck.has(KnobName.ACK_IGNORED)) {
            return false;
        }
        news.taken().run();
        return true;
    }

    /// Sends the genuine callback so many times now, one after the other.
    List<CallbackLog.Sent> resend(Order order, int times) {
        return resend(tidings(order, order), times);
    }

    List<CallbackLog.Sent> resend(Refund refund, int times) {
        return resend(tidings(refund, refund), times);
    }

    private List<CallbackLog.Sent> resend(Tidings news, int times) {
        return Stream.generate(() -> deliver(news, Twist.NONE, GENUINE, 1, null))
                .limit(times)
                .toList();
    }

    /// Sends a false one now; an unpaid order is told as paid.
    CallbackLog.Sent forge(
            Order order, Forgery how, @Nullable Long amount, @Nullable String address) {
        Order paid = order.isPaid() ? order : order.paid(ground.clock().instant(), "nobody");
        Tidings lie = tidings(order, how.told(paid, amount));
        return deliver(lie, how.twist(), how.name(), 1, address);
    }

    CallbackLog.Sent forge(
            Refund refund, Forgery how, @Nullable Long amount, @Nullable String address) {
        Tidings lie = tidings(refund, how.told(refund, amount));
        return deliver(lie, how.twist(), how.name(), 1, address);
    }

    private CallbackLog.Sent deliver(
            Tidings news, Twist twist, String kind, int attempt, @Nullable String address) {
        Provider.Callback callback = news.words().apply(twist);
        if (address != null) {
            callback =
                    new Provider.Callback(URI.create(address), callback.headers(), callback.body());
        }
        Instant at = ground.clock().instant();
        long began = System.nanoTime();
        Post.Heard heard = post.send(callback);
        if (attempt == 1 && kind.equals(GENUINE)) {
            timings.answered(
                    news.key(), at, Duration.ofNanos(System.nanoTime() - began), heard.status());
        }
        var sent =
                new CallbackLog.Sent(
                        ground.clock().instant(),
                        news.key().provider(),
                        news.key().orderNo(),
                        callback.address().toString(),
                        kind,
                        attempt,
                        heard.status(),
                        heard.body());
        log.add(news.key(), sent);
        return sent;
    }

    private Provider provider(Tidings news) {
        return providers.named(news.key().provider());
    }

    /// `said` is the order as it is told.
    private Tidings tidings(Order order, Order said) {
        Account account = account(order.key());
        return new Tidings(
                order.key(),
                order.terms().amount(),
                order.terms().notifyUrl(),
                Instant.EPOCH,
                twist -> providers.of(order).callback(account, twist.seen(said), twist),
                () -> ground.orders().acknowledge(order));
    }

    /// `said` is the refund as it is told; an end of which the provider is silent goes nowhere.
    private Tidings tidings(Refund refund, Refund said) {
        Account account = account(refund.key());
        Provider provider = providers.named(refund.provider());
        boolean silent = provider.refundCallback(account, said, Twist.NONE).isEmpty();
        return new Tidings(
                refund.key(),
                refund.amount(),
                silent ? "" : refund.notifyUrl(),
                refund.dueAt(),
                twist -> provider.refundCallback(account, said, twist).orElseThrow(),
                () -> ground.refunds().acknowledge(refund));
    }

    private Account account(Order.Key key) {
        return ground.accounts().find(key.provider(), key.account()).orElseThrow();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        post.close();
    }
}
