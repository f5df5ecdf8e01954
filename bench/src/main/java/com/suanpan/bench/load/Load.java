package com.suanpan.bench.load;

import com.suanpan.bench.Halt;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Begins payments, spread over the sellers, and follows each to its end: its notice, or its refusal.
final class Load {

    /// Beyond this the generator itself would be what is measured.
    private static final int MOST_CALLS = 15_000;

    /// The platform's `Retry-After`.
    private static final Duration COME_AGAIN = Duration.ofSeconds(1);

    private static final long LARGEST_FEN = 100_000;

    private final List<Seller> sellers;
    private final Lines lines;
    private final Sales sales;
    private final String payMethod;
    private final boolean noticed;

    /// Begins the order numbers, so that those of another run on the same data are others.
    private final String run = "L" + Long.toString(System.currentTimeMillis(), 36) + "-";

    private final SplittableRandom random = new SplittableRandom(20_261_123);
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final AtomicLong heard = new AtomicLong();
    private final AtomicLong calls = new AtomicLong();
    private final Semaphore places;

    /// @param noticed whether a payment ends with its notice, not with its answer
    /// @param inFlight how many `keep` keeps
    Load(
            List<Seller> sellers,
            Lines lines,
            Sales sales,
            String payMethod,
            boolean noticed,
            int inFlight) {
        this.sellers = sellers;
        this.lines = lines;
        this.sales = sales;
        this.payMethod = payMethod;
        this.noticed = noticed;
        this.places = new Semaphore(inFlight);
    }

    /// Keeps payments in flight until then: as one ends, the next begins.
    void keep(long until) {
        try {
            while (System.nanoTime() - until < 0) {
                if (places.tryAcquire(20, TimeUnit.MILLISECONDS)) {
                    begin(System.nanoTime());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Halt("interrupted");
        }
    }

    /// Begins so many a second until then, whatever becomes of them.
    void begin(Schedule schedule, long until) {
        for (long i = 0; ; i++) {
            long at = schedule.startOf(i);
            if (at - until >= 0) {
                return;
            }
            for (long ahead = at - System.nanoTime(); ahead > 0; ahead = at - System.nanoTime()) {
                LockSupport.parkNanos(ahead);
            }
            if (calls.get() > MOST_CALLS) {
                throw new Halt(
                        "%d calls are not answered: the rate is far above what this machine carries"
                                .formatted(calls.get()));
            }
            begin(at);
        }
    }

    /// Begins so many, keeping as many in flight.
    void keep(int count) {
        for (int i = 0; i < count; i++) {
            places.acquireUninterruptibly();
            begin(System.nanoTime());
        }
    }

    /// How many merchants were told, each order once.
    long heard() {
        return heard.get();
    }

    long inFlight() {
        return begun.get() - ended.get();
    }

    long ended() {
        return ended.get();
    }

    /// Waits until nothing is in flight; false if it lasts longer than that.
    boolean drained(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        while (inFlight() > 0) {
            if (System.nanoTime() - until > 0) {
                return false;
            }
            LockSupport.parkNanos(10_000_000);
        }
        return true;
    }

    private void begin(long intendedAt) {
        long number = begun.getAndIncrement();
        Payment payment = new Payment(run + number, 1 + random.nextLong(LARGEST_FEN), intendedAt);
        sales.add(payment);
        Seller seller = sellers.get((int) (number % sellers.size()));
        Thread.ofVirtual().start(() -> pay(seller, payment));
    }

    private void pay(Seller seller, Payment payment) {
        calls.incrementAndGet();
        try {
            String answer = lines.call(seller.payCall(payment, payMethod), Wire::body);
            seller.read(payment, answer, System.nanoTime());
        } catch (IOException e) {
            payment.lost(String.valueOf(e));
        } finally {
            calls.decrementAndGet();
        }
        switch (payment.called) {
            case ACCEPTED -> {
                if (!noticed || payment.noticedAt != 0) {
                    end(payment);
                }
            }
            case REFUSED, UNKNOWN -> {
                sales.trouble(payment.why);
                endLater(payment);
            }
            case UNDER_WAY -> throw new IllegalStateException("a call without an end");
        }
    }

    /// The body of a notice that reached a merchant.
    void heard(String notice) {
        long now = System.nanoTime();
        Payment payment = sales.find(Seller.between(notice, "\"order_no\":\"", "\""));
        if (payment == null) {
            sales.trouble("a notice of nobody's order");
            return;
        }
        if (!notice.contains("\"status\":\"SUCCEEDED\"")) {
            sales.trouble("a notice that does not say SUCCEEDED");
            return;
        }
        if (payment.notices.getAndIncrement() == 0) {
            payment.noticedAt = now;
            heard.incrementAndGet();
        }
        if (payment.called == Payment.Called.ACCEPTED) {
            end(payment);
        }
    }

    /// Who was refused comes again when he was told to, and no sooner: else 256 in flight would be a storm
    /// of refusals.
    private void endLater(Payment payment) {
        if (payment.ends()) {
            ended.incrementAndGet();
            try {
                Thread.sleep(COME_AGAIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            places.release();
        }
    }

    private void end(Payment payment) {
        if (payment.ends()) {
            ended.incrementAndGet();
            places.release();
        }
    }
}
