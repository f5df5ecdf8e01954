package com.suanpan.channel.wechat;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The states of an order (交易状态).
enum WechatTradeState {
    SUCCESS,
    /// It was paid; what was refunded of it is another matter.
    REFUND,
    NOTPAY,
    USERPAYING,
    ACCEPT,
    CLOSED,
    REVOKED,
    PAYERROR,
    PAY_FAIL;

    static Optional<WechatTradeState> of(@Nullable String text) {
        return Arrays.stream(values()).filter(known -> known.name().equals(text)).findFirst();
    }
}
