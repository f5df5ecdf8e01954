package com.suanpan.sandbox;

/// What a provider believes of a refund.
public enum RefundState {
    PROCESSING,
    DONE,
    /// Nothing was given back.
    FAILED,
    /// The money left the merchant and did not reach the payer.
    STUCK
}
