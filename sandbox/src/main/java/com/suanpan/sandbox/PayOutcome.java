package com.suanpan.sandbox;

/// What came of a payer's wish to pay.
sealed interface PayOutcome {

    record Paid(Order order) implements PayOutcome {}

    record Refused(String code, String message) implements PayOutcome {}
}
