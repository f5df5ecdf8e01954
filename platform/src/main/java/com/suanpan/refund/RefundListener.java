package com.suanpan.refund;

import java.time.Instant;
import java.util.List;

/// Hears of refunds that became final, inside the commit that makes them so, as a list (M12). It only
/// inserts rows and may not refuse; work that follows is registered for after the commit.
public interface RefundListener {

    void refundsBecameFinal(int lane, List<RefundView> refunds, Instant now);
}
