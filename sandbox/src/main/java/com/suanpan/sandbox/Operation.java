package com.suanpan.sandbox;

/// What a call is about. `CALLBACK` is ours to the merchant, the rest are the merchant's to us.
public enum Operation {
    PAY,
    QUERY,
    CLOSE,
    CANCEL,
    REFUND,
    REFUND_QUERY,
    /// A payer's browser comes to say who it is.
    AUTHORIZE,
    /// The merchant asks who that was.
    TOKEN,
    OTHER,
    CALLBACK
}
