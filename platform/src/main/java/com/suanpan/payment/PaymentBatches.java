package com.suanpan.payment;

import com.suanpan.number.Lanes;
import com.suanpan.store.Batcher;
import com.suanpan.store.Transactions;
import com.suanpan.store.Vital;
import java.time.Clock;
import org.springframework.stereotype.Component;

/// The payment room's batches: every event of an order is committed through here, in its lane.
@Component
class PaymentBatches implements Vital, AutoCloseable {

    private final Batcher<PaymentEvent, PaymentOutcome> batcher;

    PaymentBatches(PaymentCommits commits, Lanes lanes, Clock clock, Transactions transactions) {
        this.batcher =
                new Batcher<>(
                        "payment",
                        lanes.count(),
                        Batcher.Bounds.USUAL,
                        clock,
                        transactions,
                        commits::commit);
    }

    PaymentOutcome submit(int lane, PaymentEvent event) {
        return batcher.submit(lane, event);
    }

    @Override
    public String name() {
        return "payment-batches";
    }

    @Override
    public boolean holds() {
        return batcher.works();
    }

    @Override
    public void close() {
        batcher.close();
    }
}
