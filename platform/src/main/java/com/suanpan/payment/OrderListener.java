package com.suanpan.payment;

import java.time.Instant;
import java.util.List;

/// Hears of orders that became final, inside the commit that makes them so, as a list (M12). It only
/// inserts rows and may not refuse; work that follows is registered for after the commit.
public interface OrderListener {

    void becameFinal(int lane, List<OrderView> orders, Instant now);
}
