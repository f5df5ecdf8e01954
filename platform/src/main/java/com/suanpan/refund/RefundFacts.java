package com.suanpan.refund;

import com.suanpan.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a refund was accepted with; none of it ever changes.
///
/// @param refundFlowNo our number (退款流水号): the channel sees it, and the hold has it
/// @param refundNo the merchant's number, unique for the merchant (商户退款单号)
/// @param orderAmount what the flow was paid
/// @param fee the share of the order's fee that goes back with it; the merchant gives the rest
/// @param fingerprint of the request's fields
record RefundFacts(
        String refundFlowNo,
        String refundNo,
        String merchantId,
        String payOrderNo,
        String orderNo,
        String flowNo,
        String channelCode,
        String payMethod,
        Money orderAmount,
        Money amount,
        Money fee,
        RefundType type,
        @Nullable String reason,
        @Nullable String notifyUrl,
        String fingerprint,
        Instant createdAt) {}
