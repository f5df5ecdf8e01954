package com.suanpan.payment;

import com.suanpan.number.Lanes;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Begins the expiry (过期) of orders whose time is over: their attempts are closed at the channels, and
/// what comes of that ends them.
@Component
class ExpireOrders {

    private static final Logger LOG = LoggerFactory.getLogger(ExpireOrders.class);
    private static final int MOST = 200;

    private final PaymentOrders orders;
    private final PaymentBatches batches;
    private final Lanes lanes;
    private final Clock clock;

    ExpireOrders(PaymentOrders orders, PaymentBatches batches, Lanes lanes, Clock clock) {
        this.orders = orders;
        this.batches = batches;
        this.lanes = lanes;
        this.clock = clock;
    }

    /// Handles what is due in all lanes; together, so that they share commits.
    void run() {
        for (int lane = 0; lane < lanes.count(); lane++) {
            List<String> due = orders.due(lane, clock.instant(), MOST);
            int mine = lane;
            try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
                due.forEach(payOrderNo -> together.execute(() -> expire(mine, payOrderNo)));
            }
        }
    }

    private void expire(int lane, String payOrderNo) {
        try {
            batches.submit(lane, new PaymentEvent.Due(payOrderNo));
        } catch (RuntimeException e) {
            LOG.error("order {} could not be expired; it comes round again", payOrderNo, e);
        }
    }
}
