package com.suanpan.refund;

import com.suanpan.number.Lanes;
import com.suanpan.store.Batcher;
import com.suanpan.store.Transactions;
import com.suanpan.store.Vital;
import java.time.Clock;
import org.springframework.stereotype.Component;

/// The refund room's batches: every event of a refund is committed through here, in its lane.
@Component
class RefundBatches implements Vital, AutoCloseable {

    private final Batcher<RefundEvent, RefundOutcome> batcher;

    RefundBatches(RefundCommits commits, Lanes lanes, Clock clock, Transactions transactions) {
        this.batcher =
                new Batcher<>(
                        "refund",
                        lanes.count(),
                        Batcher.Bounds.USUAL,
                        clock,
                        transactions,
                        commits::commit);
    }

    RefundOutcome submit(int lane, RefundEvent event) {
        return batcher.submit(lane, event);
    }

    @Override
    public String name() {
        return "refund-batches";
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
