package com.suanpan.channel.wechat;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The states of a refund (退款状态).
enum WechatRefundStatus {
    SUCCESS,
    PROCESSING,
    /// It failed, and nothing was given back.
    CLOSED,
    /// The money left us, and the payer's card or account does not take it.
    ABNORMAL;

    static Optional<WechatRefundStatus> of(@Nullable String text) {
        return Arrays.stream(values()).filter(known -> known.name().equals(text)).findFirst();
    }
}
