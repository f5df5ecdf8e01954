package com.suanpan.payment;

import com.suanpan.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an attempt was made with; none of it ever changes.
///
/// @param flowNo our number of the attempt (支付流水号)
/// @param channelRequestNo the number that the channel sees; the same where the channel takes it
/// @param channelCode the channel account, a row of `channel_config`
/// @param limitAt until then the channel may let it be paid: our expiry, or the channel's minimum
record FlowFacts(
        String flowNo,
        String payOrderNo,
        String merchantId,
        String provider,
        String channelCode,
        String payMethod,
        String channelRequestNo,
        Money amount,
        @Nullable String payerId,
        @Nullable String deviceId,
        @Nullable String clientIp,
        Instant createdAt,
        Instant limitAt) {}
