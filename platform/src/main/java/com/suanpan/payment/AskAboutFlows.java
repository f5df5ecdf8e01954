package com.suanpan.payment;

import com.suanpan.number.Lanes;
import com.suanpan.outbound.Alerts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Asks the channels about flows that are due to be asked about (主动查单), whatever their orders'
/// state; those being closed are closed on the way. A flow taken here is nobody else's for a while.
@Component
class AskAboutFlows implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AskAboutFlows.class);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration CLOSING = Duration.ofSeconds(12);
    private static final int MOST_UNDER_WAY = 400;
    private static final int MOST_TAKEN = 50;

    /// Each looks at the database once.
    private static final int MOST_LOOKS = 4;

    /// A channel account that hangs fills no more places than this and one claim, so that the others
    /// are asked, and its own line keeps room for payments.
    private static final int MOST_OF_ONE_CHANNEL = 100;

    private final PaymentFlows flows;
    private final PaymentBatches batches;
    private final ChannelCalls calls;
    private final Alerts alerts;
    private final Lanes lanes;
    private final Clock clock;
    private final AtomicInteger runs = new AtomicInteger();
    private final Map<String, Integer> underWay = new ConcurrentHashMap<>();
    private final Semaphore places = new Semaphore(MOST_UNDER_WAY);
    private final Semaphore looks = new Semaphore(MOST_LOOKS);
    private final ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor();

    AskAboutFlows(
            PaymentFlows flows,
            PaymentBatches batches,
            ChannelCalls calls,
            Alerts alerts,
            Lanes lanes,
            Clock clock) {
        this.flows = flows;
        this.batches = batches;
        this.calls = calls;
        this.alerts = alerts;
        this.lanes = lanes;
        this.clock = clock;
    }

    /// Begins to ask about what is due, and returns; a slow channel does not hold up the next run, nor
    /// the other channels. Each run begins at another lane, so that none is always last.
    List<Future<?>> run() {
        int first = Math.floorMod(runs.getAndIncrement(), lanes.count());
        List<Future<?>> begun = new ArrayList<>();
        for (int i = 0; i < lanes.count(); i++) {
            int lane = (first + i) % lanes.count();
            int more;
            do {
                List<Future<?>> these = begin(lane);
                begun.addAll(these);
                more = these.size();
            } while (more == MOST_TAKEN);
        }
        return begun;
    }

    /// Begins to ask about what is due in one lane, before the next run would; the caller does not
    /// wait. What is not begun is left to the next run.
    void soon(int lane) {
        if (!looks.tryAcquire()) {
            return;
        }
        asking.execute(() -> {
            try {
                begin(lane);
            } catch (RuntimeException e) {
                LOG.warn("lane {} waits for the next run: {}", lane, e.toString());
            } finally {
                looks.release();
            }
        });
    }

    private List<Future<?>> begin(int lane) {
        int free = Math.min(MOST_TAKEN, places.availablePermits());
        if (free == 0) {
            return List.of();
        }
        List<String> busy =
                underWay.entrySet().stream()
                        .filter(e -> e.getValue() >= MOST_OF_ONE_CHANNEL)
                        .map(Map.Entry::getKey)
                        .toList();
        Instant now = clock.instant();
        return flows.claim(lane, now, now.plus(LEASE), free, busy).stream()
                .<Future<?>>map(flow -> begin(lane, flow))
                .toList();
    }

    private Future<?> begin(int lane, PaymentFlow flow) {
        places.acquireUninterruptibly();
        underWay.merge(flow.facts.channelCode(), 1, Integer::sum);
        return asking.submit(() -> ask(lane, flow));
    }

    private void ask(int lane, PaymentFlow flow) {
        try {
            batches.submit(lane, calls.ask(flow));
        } catch (RuntimeException e) {
            LOG.error("flow {} could not be asked about", flow.facts.flowNo(), e);
            alerts.raise(
                    "FACT_NOT_STORED",
                    flow.facts.channelCode(),
                    "what it says of flow "
                            + flow.facts.flowNo()
                            + " could not be stored; it is asked again: "
                            + e);
        } finally {
            underWay.computeIfPresent(flow.facts.channelCode(), (_, n) -> n == 1 ? null : n - 1);
            places.release();
        }
    }

    /// Begins no more questions and waits for those under way, no longer than one call may take; what
    /// is broken off is asked again when its lease ends.
    @Override
    public void close() {
        asking.shutdown();
        try {
            if (!asking.awaitTermination(CLOSING.toSeconds(), TimeUnit.SECONDS)) {
                asking.shutdownNow();
            }
        } catch (InterruptedException _) {
            asking.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
