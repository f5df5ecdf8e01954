package com.suanpan.refund;

import com.suanpan.gateway.Nonce;
import com.suanpan.merchant.Merchant;
import com.suanpan.money.Money;
import org.jspecify.annotations.Nullable;

/// A merchant's wish to give money back.
///
/// @param refundNo the merchant's number
/// @param type null if the merchant leaves it to the amount
/// @param fingerprint of the fields that make it the same request
record RefundCommand(
        Merchant merchant,
        String refundNo,
        Money amount,
        @Nullable RefundType type,
        @Nullable String reason,
        @Nullable String notifyUrl,
        String fingerprint,
        @Nullable Nonce nonce) {}
