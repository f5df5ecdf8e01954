package com.suanpan.sandbox;

/// What came of booking a refund under a number.
public sealed interface Booked {

    record Fresh(Refund refund) implements Booked {}

    /// The same request came before.
    record Same(Refund refund) implements Booked {}

    /// Another refund has the number.
    record Used() implements Booked {}

    /// There is not so much left to give back.
    record TooMuch() implements Booked {}
}
