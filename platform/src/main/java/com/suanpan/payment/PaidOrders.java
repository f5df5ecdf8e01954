package com.suanpan.payment;

import com.suanpan.store.Query;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The door to the money of paid orders, for those who give it back (M7). What it locks and moves joins
/// the running transaction.
@Component
public class PaidOrders {

    private final PaidRows rows;

    PaidOrders(PaidRows rows) {
        this.rows = rows;
    }

    /// A paid order as it was and as it is to be.
    public record Moved(PaidOrder before, PaidOrder after) {

        long refunding() {
            return after.refunding().minor() - before.refunding().minor();
        }

        long refunded() {
            return after.refunded().minor() - before.refunded().minor();
        }
    }

    /// Locks those of these orders that are paid, with the flows that paid them, in the order of their
    /// numbers.
    public Query<PaidOrder> lock(int lane, Collection<String> payOrderNos) {
        return rows.lock(lane, payOrderNos);
    }

    /// One as it stands, without a lock; empty if it is not paid.
    public Optional<PaidOrder> find(int lane, String payOrderNo) {
        return rows.find(lane, payOrderNo);
    }

    /// Writes what was decided on orders that `lock` answered.
    public void move(int lane, List<Moved> moved, Instant now) {
        rows.move(lane, moved, now);
    }
}
