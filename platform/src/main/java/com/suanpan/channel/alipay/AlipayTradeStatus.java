package com.suanpan.channel.alipay;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The states of a trade (交易状态).
enum AlipayTradeStatus {
    WAIT_BUYER_PAY,
    TRADE_SUCCESS,
    /// Paid, and no longer refundable.
    TRADE_FINISHED,
    /// Never paid, or paid and refunded in full.
    TRADE_CLOSED;

    static Optional<AlipayTradeStatus> of(@Nullable String text) {
        return Arrays.stream(values()).filter(known -> known.name().equals(text)).findFirst();
    }
}
