package com.suanpan.refund;

import com.suanpan.channel.ChannelRounds;
import com.suanpan.number.Lanes;
import com.suanpan.outbound.Alerts;
import com.suanpan.payment.PaidOrders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Goes on with refunds that are due (退款推进): asks about the payment, sends, asks about the refund,
/// sends again what waited for money. A refund taken here is nobody else's for a while.
@Component
class GoOnWithRefunds implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GoOnWithRefunds.class);
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final RefundDesk desk;
    private final PaidOrders orders;
    private final Alerts alerts;
    private final ChannelRounds<Refund> rounds;

    GoOnWithRefunds(
            RefundRows refunds,
            RefundDesk desk,
            PaidOrders orders,
            Alerts alerts,
            Lanes lanes,
            Clock clock) {
        this.desk = desk;
        this.orders = orders;
        this.alerts = alerts;
        this.rounds =
                new ChannelRounds<>(
                        lanes,
                        (lane, most, busy) -> {
                            Instant now = clock.instant();
                            return refunds.claim(lane, now, now.plus(LEASE), most, busy);
                        },
                        refund -> refund.facts.channelCode(),
                        this::goOn);
    }

    /// Begins with what is due, and returns.
    List<Future<?>> run() {
        return rounds.run();
    }

    private void goOn(int lane, Refund refund) {
        try {
            desk.goOn(
                    lane,
                    RefundWork.of(
                            orders.find(lane, refund.facts.payOrderNo()).orElseThrow(), refund));
        } catch (RuntimeException e) {
            LOG.error("refund {} could not be gone on with", refund.facts.refundFlowNo(), e);
            alerts.raise(
                    "FACT_NOT_STORED",
                    refund.facts.channelCode(),
                    "what it says of refund "
                            + refund.facts.refundFlowNo()
                            + " could not be stored; it is gone on with later: "
                            + e);
        }
    }

    @Override
    public void close() {
        rounds.close();
    }
}
