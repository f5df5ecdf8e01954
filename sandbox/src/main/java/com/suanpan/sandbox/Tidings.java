package com.suanpan.sandbox;

import java.time.Instant;
import java.util.function.Function;

/// What a merchant is told of until it is taken: a paid order, or a refund that ended.
///
/// @param key by whose number it goes
/// @param amount in fen
/// @param notifyUrl where it goes; empty: nowhere
/// @param dueAt not before
/// @param words how it is told
/// @param taken what is noted when the merchant took it
record Tidings(
        Order.Key key,
        long amount,
        String notifyUrl,
        Instant dueAt,
        Function<Twist, Provider.Callback> words,
        Runnable taken) {

    Knob.Place place() {
        return new Knob.Place(key.provider(), Operation.CALLBACK, key.orderNo(), amount);
    }
}
