package com.suanpan.channel;

import com.suanpan.money.Money;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a channel is told when a payment starts. `requestNo` is the number that the channel sees, new
/// for each attempt, and `createdAt` is the attempt's time; `callbackUrl` and `returnUrl` are ours and
/// carry no query.
public record StartOrder(
        String requestNo,
        Money amount,
        String subject,
        @Nullable String body,
        Instant createdAt,
        Instant expiresAt,
        URI callbackUrl,
        URI returnUrl,
        @Nullable String payerId,
        @Nullable String clientIp) {}
