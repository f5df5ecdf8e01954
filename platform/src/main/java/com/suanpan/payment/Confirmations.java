package com.suanpan.payment;

import java.time.Clock;
import java.util.List;
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

    /// Notes what became of notices, inside the caller's transaction; a confirmed order stays so.
    public void note(int lane, List<String> payOrderNos, SyncStatus status) {
        orders.move(lane, payOrderNos, status, clock.instant());
    }
}
