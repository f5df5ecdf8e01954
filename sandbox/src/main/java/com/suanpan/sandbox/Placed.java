package com.suanpan.sandbox;

/// What came of placing an order under a number.
public sealed interface Placed {

    Order order();

    record Fresh(Order order) implements Placed {}

    /// The same request came before; this is its order, in whatever state.
    record Same(Order order) implements Placed {}

    /// The number was used with other terms; this is that order.
    record Used(Order order) implements Placed {}
}
