package com.suanpan.sandbox;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How an answer or a callback is bent. Providers ask it whenever they say something.
///
/// @param otherKey sign with the provider's other genuine key, if it has one
/// @param skewSeconds how far the timestamp is off
/// @param status a status to tell instead of the true one
/// @param event an event to tell instead of the true one
/// @param swapped paid is told as closed and closed as paid
/// @param amount an amount (fen) to tell instead of the true one
/// @param hidden the order is not to be seen yet
/// @param strict a payer's id that nobody was ever told is refused
/// @param settling how a refund that is asked for now will end
public record Twist(
        Seal seal,
        boolean otherKey,
        long skewSeconds,
        @Nullable String status,
        @Nullable String event,
        boolean swapped,
        @Nullable Long amount,
        boolean hidden,
        boolean strict,
        Settling settling) {

    /// The truth.
    public static final Twist NONE =
            new Twist(Seal.GENUINE, false, 0, null, null, false, null, false, false, Settling.WELL);

    public static Twist sealed(Seal seal) {
        return new Twist(seal, false, 0, null, null, false, null, false, false, Settling.WELL);
    }

    static Twist skewed(long seconds) {
        return new Twist(
                Seal.GENUINE, false, seconds, null, null, false, null, false, false, Settling.WELL);
    }

    static Twist saying(@Nullable String status, @Nullable String event) {
        return new Twist(
                Seal.GENUINE, false, 0, status, event, false, null, false, false, Settling.WELL);
    }

    /// The order as the caller is to see it.
    public Optional<Order> seen(Optional<Order> order) {
        return hidden ? Optional.empty() : order.map(this::seen);
    }

    public Order seen(Order order) {
        Order seen =
                amount == null
                        ? order
                        : order.pretending(
                                order.terms().account(), order.terms().orderNo(), amount);
        if (!swapped) {
            return seen;
        }
        return switch (seen.state()) {
            case PAID -> seen.inState(OrderState.CLOSED);
            case CLOSED -> seen.paid(seen.terms().createdAt(), "somebody");
            case UNOPENED, WAITING -> seen;
        };
    }

    public String status(String truth) {
        return status == null ? truth : status;
    }

    public String event(String truth) {
        return event == null ? truth : event;
    }
}
