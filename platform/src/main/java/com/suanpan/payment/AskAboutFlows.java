package com.suanpan.payment;

import com.suanpan.number.Lanes;
import com.suanpan.outbound.Alerts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Asks the channels about flows that are due to be asked about (主动查单), whatever their orders'
/// state; those being closed are closed on the way. A flow taken here is nobody else's for a while.
@Component
class AskAboutFlows implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AskAboutFlows.class);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final int MOST_UNDER_WAY = 200;
    private static final int MOST_TAKEN = 100;

    private final PaymentFlows flows;
    private final PaymentBatches batches;
    private final ChannelCalls calls;
    private final Alerts alerts;
    private final Lanes lanes;
    private final Clock clock;
    private final Semaphore places = new Semaphore(MOST_UNDER_WAY);
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

    /// Begins to ask about what is due, and returns; a slow channel does not hold up the next run.
    List<Future<?>> run() {
        return IntStream.range(0, lanes.count())
                .boxed()
                .<Future<?>>flatMap(lane -> begin(lane).stream())
                .toList();
    }

    /// Begins to ask about what is due in one lane, before the next run would; the caller does not
    /// wait. What is not begun is left to the next run.
    void soon(int lane) {
        asking.execute(() -> {
            try {
                begin(lane);
            } catch (RuntimeException e) {
                LOG.warn("lane {} waits for the next run: {}", lane, e.toString());
            }
        });
    }

    private List<Future<?>> begin(int lane) {
        int free = Math.min(MOST_TAKEN, places.availablePermits());
        if (free == 0) {
            return List.of();
        }
        Instant now = clock.instant();
        return flows.claim(lane, now, now.plus(LEASE), free).stream()
                .<Future<?>>map(flow -> {
                    places.acquireUninterruptibly();
                    return asking.submit(() -> ask(lane, flow));
                })
                .toList();
    }

    private void ask(int lane, PaymentFlow flow) {
        try {
            batches.submit(lane, calls.ask(flow));
        } catch (RuntimeException e) {
            LOG.error("flow {} could not be asked about", flow.facts.flowNo(), e);
            alerts.raise(
                    "FACT_NOT_STORED",
                    flow.facts.flowNo(),
                    "what its channel says could not be stored; it is asked again: " + e);
        } finally {
            places.release();
        }
    }

    @Override
    public void close() {
        asking.close();
    }
}
