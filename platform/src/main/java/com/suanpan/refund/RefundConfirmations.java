package com.suanpan.refund;

import com.suanpan.payment.SyncStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Whether merchants confirmed (商户确认) what they were told of their refunds.
@Component
public class RefundConfirmations {

    private final RefundSyncs refunds;
    private final Clock clock;

    RefundConfirmations(RefundSyncs refunds, Clock clock) {
        this.refunds = refunds;
        this.clock = clock;
    }

    /// Notes what became of notices, by `refund_flow_no`, inside the caller's transaction; a confirmed
    /// refund stays so. All are locked before any is moved, in the order in which a batch of refunds
    /// locks them, so that neither waits for the other in a circle.
    public void note(int lane, Map<String, SyncStatus> statuses) {
        refunds.lock(lane, statuses.keySet());
        Instant now = clock.instant();
        for (SyncStatus status : SyncStatus.values()) {
            List<String> refundFlowNos =
                    statuses.keySet().stream().filter(no -> statuses.get(no) == status).toList();
            if (!refundFlowNos.isEmpty()) {
                refunds.move(lane, refundFlowNos, status, now);
            }
        }
    }
}
