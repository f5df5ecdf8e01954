package com.suanpan.payment;

import com.suanpan.channel.ChannelRounds;
import com.suanpan.number.Lanes;
import com.suanpan.outbound.Alerts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Asks the channels about flows that are due to be asked about (主动查单), whatever their orders'
/// state; those being closed are closed on the way. A flow taken here is nobody else's for a while.
@Component
class AskAboutFlows implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AskAboutFlows.class);
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final PaymentBatches batches;
    private final ChannelCalls calls;
    private final Alerts alerts;
    private final ChannelRounds<PaymentFlow> rounds;

    AskAboutFlows(
            PaymentFlows flows,
            PaymentBatches batches,
            ChannelCalls calls,
            Alerts alerts,
            Lanes lanes,
            Clock clock) {
        this.batches = batches;
        this.calls = calls;
        this.alerts = alerts;
        this.rounds =
                new ChannelRounds<>(
                        lanes,
                        (lane, most, busy) -> {
                            Instant now = clock.instant();
                            return flows.claim(lane, now, now.plus(LEASE), most, busy);
                        },
                        flow -> flow.facts.channelCode(),
                        this::ask);
    }

    /// Begins to ask about what is due, and returns.
    List<Future<?>> run() {
        return rounds.run();
    }

    /// Begins to ask about what is due in one lane, before the next run would.
    void soon(int lane) {
        rounds.soon(lane);
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
        }
    }

    @Override
    public void close() {
        rounds.close();
    }
}
