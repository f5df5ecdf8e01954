package com.suanpan.payment;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Whether merchants confirmed (商户确认) what they were told of their orders.
@Component
public class Confirmations {

    private final OrderSyncs orders;
    private final Clock clock;

    Confirmations(OrderSyncs orders, Clock clock) {
        this.orders = orders;
        this.clock = clock;
    }

    /// Notes what became of notices, by `pay_order_no`, inside the caller's transaction; a confirmed
    /// order stays so. All orders are locked before any is moved, in the order in which a batch of
    /// payments locks them, so that neither waits for the other in a circle.
    public void note(int lane, Map<String, SyncStatus> statuses) {
        orders.lock(lane, statuses.keySet());
        Instant now = clock.instant();
        for (SyncStatus status : SyncStatus.values()) {
            List<String> payOrderNos =
                    statuses.keySet().stream().filter(no -> statuses.get(no) == status).toList();
            if (!payOrderNos.isEmpty()) {
                orders.move(lane, payOrderNos, status, now);
            }
        }
    }
}
