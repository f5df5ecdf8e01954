package com.suanpan.outbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.suanpan.store.Transactions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Alerts 告警: what a person should look at, as a log line and as a row that `AlertSender` posts.
///
/// One kind about one subject is told once in ten minutes, so that no flood of calls, of strangers or of
/// a dead channel, drowns the alert about something else. So the subject of what comes in floods is
/// what the flood has in common (a channel account, a merchant); the single number goes into the text.
@Component
public final class Alerts implements AutoCloseable {

    static final Duration QUIET = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);
    private static final int MOST_WAITING = 200;
    private static final int REMEMBERED = 10_000;
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final AlertBook book;
    private final Clock clock;
    private final MeterRegistry meters;
    private final BlockingQueue<Alert> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Cache<Told, Boolean> lately;
    private final Thread writer;
    private volatile boolean open = true;

    Alerts(AlertBook book, Clock clock, MeterRegistry meters) {
        this.book = book;
        this.clock = clock;
        this.meters = meters;
        this.lately =
                Caffeine.newBuilder()
                        .expireAfterWrite(QUIET)
                        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                        .maximumSize(REMEMBERED)
                        .build();
        this.writer = Thread.ofVirtual().name("alerts").start(this::write);
    }

    private record Told(String kind, String subject) {

        static Told of(Alert alert) {
            return new Told(alert.kind(), alert.subject());
        }
    }

    /// Raises an alert about what no transaction holds. It never waits and never throws, so it may be
    /// done anywhere, even while a database connection is held: a thread of its own writes the rows
    /// from a bounded queue, and what does not fit is in the log only.
    public void raise(String kind, String subject, String text) {
        Alert alert = new Alert(kind, subject, text);
        if (tell(alert) && !waiting.offer(alert)) {
            LOG.warn("too many alerts at once; this one is in the log only");
        }
    }

    /// Raises alerts inside the transaction that makes them true: they are kept if it commits, and then
    /// surely sent, whatever becomes of this server.
    public void raiseWithin(List<Alert> alerts) {
        Map<Told, Alert> fresh = new LinkedHashMap<>();
        for (Alert alert : alerts) {
            if (lately.getIfPresent(Told.of(alert)) == null) {
                fresh.putIfAbsent(Told.of(alert), alert);
            }
        }
        if (!fresh.isEmpty()) {
            book.add(List.copyOf(fresh.values()), clock.instant());
        }
        Transactions.afterCommit(() -> alerts.forEach(this::tell));
    }

    /// Tells the log, unless it was told lately.
    private boolean tell(Alert alert) {
        raised(alert.kind()).increment();
        if (lately.asMap().putIfAbsent(Told.of(alert), true) != null) {
            LOG.debug("again {} {}: {}", alert.kind(), alert.subject(), alert.text());
            return false;
        }
        LOG.atError()
                .addKeyValue("alert", alert.kind())
                .addKeyValue("subject", alert.subject())
                .log("{} {}: {}", alert.kind(), alert.subject(), alert.text());
        return true;
    }

    /// Kinds are few: words of the code.
    private Counter raised(String kind) {
        return Counter.builder("suanpan.alerts.raised")
                .description("Alerts, those told lately among them")
                .tag("kind", kind)
                .register(meters);
    }

    private void write() {
        List<Alert> taken = new ArrayList<>();
        while (open || !waiting.isEmpty()) {
            taken.clear();
            try {
                Alert first = waiting.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    taken.add(first);
                    waiting.drainTo(taken);
                    book.add(taken, clock.instant());
                }
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("{} alerts are in the log only: {}", taken.size(), e.toString());
            }
        }
    }

    /// Writes what waits.
    @Override
    public void close() {
        open = false;
        try {
            if (!writer.join(CLOSING)) {
                writer.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
