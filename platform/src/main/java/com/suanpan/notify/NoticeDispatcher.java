package com.suanpan.notify;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// Hands claimed notices to threads: a few of one merchant at once, merchants in turn, so that a slow
/// one delays nobody. What does not fit, or waits so long that its lease could end under way, is let
/// go; the sweep finds it.
@Component
@EnableConfigurationProperties(NoticeLimits.class)
class NoticeDispatcher implements AutoCloseable {

    /// A claim stands so long; a try must begin early enough to end within it.
    static final Duration LEASE = Duration.ofSeconds(30);

    /// A delivery takes less than this, with the writing of its outcome.
    static final Duration LONGEST_TRY = Duration.ofSeconds(15);

    private static final int MOST_WAITING = 20_000;
    private static final int MOST_OF_ONE = 2_000;

    private final Consumer<Notice> send;
    private final NoticeLimits limits;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final Map<String, Line> lines = new HashMap<>();
    private final Queue<Line> ready = new ArrayDeque<>();
    private int waiting;
    private int underWay;
    private boolean open = true;

    @Autowired
    NoticeDispatcher(NoticeSender sender, NoticeLimits limits, Clock clock) {
        this(sender::send, limits, clock);
    }

    NoticeDispatcher(Consumer<Notice> send, NoticeLimits limits, Clock clock) {
        this.send = send;
        this.limits = limits;
        this.clock = clock;
    }

    /// Takes notices that the caller has claimed; never waits and never throws.
    void take(List<Notice> notices) {
        lock.lock();
        try {
            for (Notice notice : notices) {
                Line line = lines.computeIfAbsent(notice.merchantId(), Line::new);
                if (open && waiting < MOST_WAITING && line.waiting.size() < MOST_OF_ONE) {
                    line.waiting.add(notice);
                    waiting++;
                    makeReady(line);
                }
            }
            startWhatFits();
        } finally {
            lock.unlock();
        }
    }

    /// How many more notices may wait.
    int room() {
        lock.lock();
        try {
            return open ? MOST_WAITING - waiting : 0;
        } finally {
            lock.unlock();
        }
    }

    /// Merchants of whom at least so many notices wait.
    Collection<String> busy(int least) {
        lock.lock();
        try {
            return lines.values().stream()
                    .filter(l -> l.waiting.size() >= least)
                    .map(l -> l.merchantId)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private void startWhatFits() {
        while (underWay < limits.inAll() && !ready.isEmpty()) {
            Line line = ready.remove();
            line.isReady = false;
            Notice notice = line.waiting.remove();
            waiting--;
            if (!clock.instant().plus(LONGEST_TRY).isAfter(notice.leasedUntil())) {
                line.underWay++;
                underWay++;
                Thread.ofVirtual()
                        .name("notice-" + notice.noticeNo())
                        .start(() -> run(line, notice));
            }
            makeReady(line);
            dropIfIdle(line);
        }
    }

    private void run(Line line, Notice notice) {
        try {
            send.accept(notice);
        } finally {
            lock.lock();
            try {
                line.underWay--;
                underWay--;
                makeReady(line);
                startWhatFits();
                dropIfIdle(line);
                if (underWay == 0) {
                    idle.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private void makeReady(Line line) {
        if (!line.isReady && !line.waiting.isEmpty() && line.underWay < mostOfOne()) {
            line.isReady = true;
            ready.add(line);
        }
    }

    /// While most places are taken, merchants who hold theirs get no further ones, so that some are left
    /// for the quick. A line that is passed by has a try under way, whose end looks at it again.
    private int mostOfOne() {
        boolean tight = underWay * 4 > limits.inAll() * 3;
        return tight ? Math.max(1, limits.perMerchant() / 8) : limits.perMerchant();
    }

    private void dropIfIdle(Line line) {
        if (line.underWay == 0 && line.waiting.isEmpty()) {
            lines.remove(line.merchantId, line);
        }
    }

    /// Begins no more and waits for what is under way; what waits is found by the next sweep.
    @Override
    public void close() {
        lock.lock();
        try {
            open = false;
            ready.clear();
            lines.values().forEach(l -> l.waiting.clear());
            waiting = 0;
            long left = LONGEST_TRY.toNanos();
            while (underWay > 0 && left > 0) {
                left = idle.awaitNanos(left);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /// The notices of one merchant.
    private static final class Line {

        private final String merchantId;
        private final Queue<Notice> waiting = new ArrayDeque<>();
        private int underWay;
        private boolean isReady;

        Line(String merchantId) {
            this.merchantId = merchantId;
        }
    }
}
