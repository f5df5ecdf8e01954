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

/// Tells merchants of paid orders: at once, then by the provider's schedule until it is acknowledged.
final class Callbacks implements AutoCloseable {

    private static final String GENUINE = "GENUINE";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Post post = new Post();
    private final Queue<Order> keptBack = new ConcurrentLinkedQueue<>();
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

    /// Sends the first one and returns when it was answered; the schedule follows if it was not taken.
    void first(Order order) {
        Struck struck = knobs.strike(place(order));
        if (struck.has(KnobName.NO_CALLBACK) || order.terms().notifyUrl().isEmpty()) {
            return;
        }
        var late = struck.first(KnobName.LATE_CALLBACK);
        if (late.isPresent() && !patience.sit(late.get().pause(1000))) {
            return;
        }
        if (struck.has(KnobName.REORDER_CALLBACKS)) {
            keptBack.add(order);
            return;
        }
        send(order, struck);
        for (Order kept = keptBack.poll(); kept != null; kept = keptBack.poll()) {
            send(kept, struck);
        }
    }

    private void send(Order order, Struck struck) {
        if (struck.has(KnobName.FORGED_CALLBACK)) {
            deliver(order, order, Twist.sealed(Seal.WRONG_KEY), "WRONG_KEY", 1, null);
        }
        int times =
                struck.first(KnobName.DUPLICATE_CALLBACK)
                        .map(knob -> Objects.requireNonNullElse(knob.times(), 2))
                        .orElse(1);
        boolean taken =
                IntStream.range(0, times)
                        .mapToObj(_ -> threads.submit(() -> attempt(order, 1, struck)))
                        .toList()
                        .stream()
                        .map(Callbacks::joined)
                        .reduce(false, Boolean::logicalOr);
        if (!taken) {
            threads.execute(() -> repeat(order, struck));
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

    private void repeat(Order order, Struck before) {
        Struck struck = before;
        int attempt = 1;
        for (Duration gap : providers.of(order).schedule()) {
            double factor =
                    struck.first(KnobName.CALLBACK_SCALE)
                            .map(knob -> Objects.requireNonNullElse(knob.factor(), 0.001))
                            .orElse(1.0);
            if (!patience.sit(Duration.ofNanos(Math.round(gap.toNanos() * factor)))) {
                return;
            }
            attempt++;
            struck = knobs.strike(place(order), KnobName::strikesRepeats);
            if (struck.has(KnobName.NO_CALLBACK) || attempt(order, attempt, struck)) {
                return;
            }
        }
    }

    private boolean attempt(Order order, int attempt, Struck struck) {
        var sent = deliver(order, order, struck.twist(false), GENUINE, attempt, null);
        return providers.of(order).acknowledges(sent.status(), sent.body())
                && !struck.has(KnobName.ACK_IGNORED)
                && ground.orders().acknowledge(order).acknowledged();
    }

    /// Sends the genuine callback so many times now, one after the other.
    List<CallbackLog.Sent> resend(Order order, int times) {
        return Stream.generate(() -> deliver(order, order, Twist.NONE, GENUINE, 1, null))
                .limit(times)
                .toList();
    }

    /// Sends a false one now; an unpaid order is told as paid.
    CallbackLog.Sent forge(
            Order order, Forgery how, @Nullable Long amount, @Nullable String address) {
        Order paid = order.isPaid() ? order : order.paid(ground.clock().instant(), "nobody");
        return deliver(order, how.told(paid, amount), how.twist(), how.name(), 1, address);
    }

    private CallbackLog.Sent deliver(
            Order order,
            Order told,
            Twist twist,
            String kind,
            int attempt,
            @Nullable String address) {
        Provider provider = providers.of(order);
        Account account =
                ground.accounts().find(provider.code(), order.terms().account()).orElseThrow();
        Provider.Callback callback = provider.callback(account, twist.seen(told), twist);
        if (address != null) {
            callback =
                    new Provider.Callback(URI.create(address), callback.headers(), callback.body());
        }
        Instant at = ground.clock().instant();
        long began = System.nanoTime();
        Post.Heard heard = post.send(callback);
        if (attempt == 1 && kind.equals(GENUINE)) {
            timings.answered(
                    order.key(), at, Duration.ofNanos(System.nanoTime() - began), heard.status());
        }
        var sent =
                new CallbackLog.Sent(
                        ground.clock().instant(),
                        provider.code(),
                        order.terms().orderNo(),
                        callback.address().toString(),
                        kind,
                        attempt,
                        heard.status(),
                        heard.body());
        log.add(order.key(), sent);
        return sent;
    }

    private static Knob.Place place(Order order) {
        return new Knob.Place(
                order.terms().provider(),
                Operation.CALLBACK,
                order.terms().orderNo(),
                order.terms().amount());
    }

    @Override
    public void close() {
        threads.shutdownNow();
        post.close();
    }
}
