package com.suanpan.client;

/// What a merchant decides on (订单状态). The finer word is the order's `stage`.
public enum OrderStatus {
    /// Not known yet; a notice tells the end, a query asks for it.
    PROCESSING,
    /// Paid, for ever; a later refund changes the stage only.
    SUCCEEDED,
    /// Closed or expired without money, for ever.
    FAILED;

    public boolean isFinal() {
        return this != PROCESSING;
    }
}
