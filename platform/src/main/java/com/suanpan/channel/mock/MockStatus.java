package com.suanpan.channel.mock;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The states of an order at the channel.
enum MockStatus {
    /// It exists and may still be paid.
    WAITING,
    /// Final.
    PAID,
    /// Final: never paid, by a close or because its time has passed.
    CLOSED;

    static Optional<MockStatus> of(@Nullable String text) {
        return Arrays.stream(values()).filter(known -> known.name().equals(text)).findFirst();
    }
}
