package com.suanpan.sandbox;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a merchant asked for; never changes. `amount` is in fen. `token` is what the payer carries,
/// `tradeNo` the provider's number (told when the protocol tells it), `fingerprint` tells the same
/// request from another under one number, `more` is the provider's own.
public record Terms(
        String provider,
        String account,
        String orderNo,
        String tradeNo,
        String token,
        String fingerprint,
        String scene,
        long amount,
        String currency,
        String subject,
        String notifyUrl,
        @Nullable String returnUrl,
        Instant createdAt,
        Instant expiresAt,
        Map<String, String> more) {

    public @Nullable String more(String name) {
        return more.get(name);
    }
}
