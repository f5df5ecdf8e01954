package com.suanpan.sandbox;

import java.util.Set;

/// What a provider believes of an order.
public enum OrderState {
    /// Handed out, but the provider's books do not have it before the payer opens it.
    UNOPENED,
    WAITING,
    PAID,
    CLOSED;

    Set<OrderState> next() {
        return switch (this) {
            case UNOPENED -> Set.of(WAITING, PAID, CLOSED);
            case WAITING -> Set.of(PAID, CLOSED);
            case PAID, CLOSED -> Set.of();
        };
    }

    boolean canBecome(OrderState other) {
        return next().contains(other);
    }

    public boolean isFinal() {
        return next().isEmpty();
    }
}
