package com.suanpan.payment;

import com.suanpan.gateway.Nonce;
import com.suanpan.merchant.Merchant;
import com.suanpan.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A merchant's call `pay`, read and judged by form (design of the API: docs/api.md).
///
/// @param payMethod the word of the call: a method's code, or a provider's or `CASHIER` for our page
/// @param nonce used up with the order; null if the call brought none
record PayCommand(
        Merchant merchant,
        String orderNo,
        Money amount,
        String subject,
        @Nullable String body,
        @Nullable String attach,
        @Nullable String userId,
        @Nullable String notifyUrl,
        @Nullable String returnUrl,
        String payMethod,
        PayerFacts payer,
        Instant expiresAt,
        String fingerprint,
        String methodFingerprint,
        @Nullable Nonce nonce) {}
