package com.suanpan.channel.mock;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The states of a refund at the channel.
enum MockRefundStatus {
    /// It is under way.
    PROCESSING,
    /// Final: the payer has the money.
    REFUNDED,
    /// Final: nothing was given back.
    FAILED,
    /// The money left and did not reach the payer.
    STUCK;

    static Optional<MockRefundStatus> of(@Nullable String text) {
        return Arrays.stream(values()).filter(known -> known.name().equals(text)).findFirst();
    }
}
