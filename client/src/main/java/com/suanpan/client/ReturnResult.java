package com.suanpan.client;

import java.time.Instant;

/// Did Suanpan send this browser back?
public sealed interface ReturnResult {

    /// It did, at `at`, when the order stood so. A payer may keep the address and come with it for ever:
    /// show the page, but deliver on a notice or a query.
    record Genuine(String orderNo, String payOrderNo, OrderStatus status, Instant at)
            implements ReturnResult {}

    /// It did not, or the address was changed on the way. Show the order as your own books have it.
    record Forged(String why) implements ReturnResult {}
}
