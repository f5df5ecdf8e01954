package com.suanpan.sandbox;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One knob as it was set: which, where, how often, how. Amounts are in fen.
record Knob(
        @Nullable String id,
        KnobName knob,
        @Nullable String provider,
        @Nullable Operation on,
        @Nullable String order,
        @Nullable Long amount,
        @Nullable Integer count,
        @Nullable Double chance,
        @Nullable Long ms,
        @Nullable Integer status,
        @Nullable String code,
        @Nullable String value,
        @Nullable Integer times,
        @Nullable Long seconds,
        @Nullable Double medianMs,
        @Nullable Double sigma,
        @Nullable Double factor,
        @Nullable Long otherAmount) {

    /// Where a call stands, as far as a knob can ask. `amount` is the order's.
    record Place(
            String provider,
            Operation operation,
            @Nullable String orderNo,
            @Nullable Long amount) {}

    boolean strikes(Place place) {
        boolean here =
                on == null ? knob.usual().contains(place.operation()) : on == place.operation();
        return here
                && (provider == null || provider.equals(place.provider()))
                && (order == null || order.equals(place.orderNo()))
                && (amount == null || amount.equals(place.amount()));
    }

    Duration pause(long otherwise) {
        return Duration.ofMillis(Objects.requireNonNullElse(ms, otherwise));
    }

    int status(int otherwise) {
        return Objects.requireNonNullElse(status, otherwise);
    }

    Knob numbered(String number, @Nullable Integer left) {
        return new Knob(
                number,
                knob,
                provider,
                on,
                order,
                amount,
                left,
                chance,
                ms,
                status,
                code,
                value,
                times,
                seconds,
                medianMs,
                sigma,
                factor,
                otherAmount);
    }
}
