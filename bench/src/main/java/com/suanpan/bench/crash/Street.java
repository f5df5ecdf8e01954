package com.suanpan.bench.crash;

import com.suanpan.bench.Pause;
import com.suanpan.bench.load.OpenedShop;
import com.suanpan.bench.load.Receiver;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// The steady life of a few merchants and their payers: so many at a time see an order through, and begin
/// the next. What each order comes to is drawn from the seed by the order's number.
final class Street implements AutoCloseable {

    static final int MERCHANTS = 5;

    private static final int AT_ONCE = 24;
    private static final long LARGEST_FEN = 100_000_000;
    private static final Duration LONGEST_BREAK = Duration.ofMillis(80);

    private final House house;
    private final long seed;
    private final Payers payers;
    private final Receiver receiver;
    private final List<Merchant> merchants;
    private final AtomicLong begun = new AtomicLong();
    private final List<Thread> busy = new ArrayList<>();
    private final Queue<String> troubles = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    final Promises promises = new Promises();

    /// @param clock what the merchants date their calls by
    Street(House house, long seed, Clock clock) {
        this.house = house;
        this.seed = seed;
        payers = new Payers(house.web, house.at.sandbox());
        receiver = new Receiver(MERCHANTS, Duration.ZERO, promises::heard);
        List<OpenedShop> shops = house.openShops(MERCHANTS);
        List<String> notifyUrls = receiver.urls();
        merchants = new ArrayList<>();
        for (OpenedShop shop : shops) {
            String notifyUrl = notifyUrls.get(merchants.size());
            merchants.add(new Merchant(shop, house.at.api(), notifyUrl, clock));
        }
    }

    /// Begins, and goes on until it is told to rest.
    void opens() {
        for (int i = 0; i < AT_ONCE; i++) {
            busy.add(Thread.ofVirtual().name("caller-" + i).start(this::callsOn));
        }
    }

    private void callsOn() {
        while (!over) {
            long number = begun.getAndIncrement();
            SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
            Merchant merchant = merchants.get((int) (number % merchants.size()));
            Promise promise =
                    promises.make(
                            merchant.merchantId(), "C" + number, 1 + random.nextLong(LARGEST_FEN));
            try {
                new Life(merchant, promise, payers, house, random).lived();
            } catch (RuntimeException e) {
                troubles.add(promise.orderNo + ": its merchant broke down, " + e);
            }
            Pause.of(Duration.ofMillis(random.nextLong(LONGEST_BREAK.toMillis())));
        }
    }

    /// No new orders; returns when those that were begun are seen through. The platform must be up.
    void rests() {
        over = true;
        for (Thread caller : busy) {
            try {
                caller.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /// What should not happen to a caller.
    List<String> troubles() {
        return List.copyOf(troubles);
    }

    /// Every order that its merchant knows no end of is asked about and closed, a few at a time.
    void closesWhatIsOpen() {
        List<Promise> open =
                promises.all().stream().filter(promise -> !promise.hasEnded()).toList();
        each(
                open,
                promise -> {
                    Merchant merchant = merchantOf(promise);
                    merchant.query(promise);
                    if (!promise.hasEnded()) {
                        merchant.close(promise);
                    }
                });
    }

    private Merchant merchantOf(Promise promise) {
        return merchants.stream()
                .filter(one -> one.merchantId().equals(promise.merchantId))
                .findFirst()
                .orElseThrow();
    }

    private static void each(List<Promise> all, Consumer<Promise> action) {
        AtomicLong next = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            threads.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                for (long n = next.getAndIncrement();
                                        n < all.size();
                                        n = next.getAndIncrement()) {
                                    action.accept(all.get((int) n));
                                }
                            }));
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void close() {
        over = true;
        receiver.close();
        merchants.forEach(Merchant::close);
    }
}
