package com.suanpan.payment;

import com.suanpan.merchant.SettleMode;
import com.suanpan.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a payment order was accepted with; none of it ever changes.
///
/// @param orderNo the merchant's number, unique for the merchant (商户订单号)
/// @param payOrderNo our number (平台订单号)
/// @param fee the price agreed at acceptance, taken when the order is paid
/// @param fingerprint of the order's fields; the method's fields have one of their own
/// @param cashierToken names our payer's page of this order
record OrderFacts(
        String payOrderNo,
        String merchantId,
        String orderNo,
        Money amount,
        Money fee,
        SettleMode settleMode,
        String subject,
        @Nullable String body,
        @Nullable String attach,
        @Nullable String userId,
        @Nullable String notifyUrl,
        @Nullable String returnUrl,
        String fingerprint,
        String cashierToken,
        Instant createdAt,
        Instant expiresAt) {}
