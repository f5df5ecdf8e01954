package com.suanpan.gateway;

/// An answer about an order, which the order's trace goes with.
public interface Traced {

    String payOrderNo();
}
