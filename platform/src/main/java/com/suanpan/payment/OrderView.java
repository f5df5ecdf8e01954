package com.suanpan.payment;

import com.suanpan.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A payment order as it stands, for merchants, payers and operators.
///
/// @param flowNo the flow that paid; while none did, the latest attempt
/// @param channelOrderNo the channel's number of that flow
/// @param payMethod the method that paid; while none did, the one that the merchant asked for last
/// @param credential of the latest attempt, as JSON, while it can be used
/// @param notifyUrl where its notices go, if the request named one
/// @param syncStatus whether the merchant confirmed our notice
public record OrderView(
        String merchantId,
        String orderNo,
        String payOrderNo,
        @Nullable String flowNo,
        @Nullable String channelOrderNo,
        String payMethod,
        Money amount,
        Money paid,
        Money refunded,
        Money fee,
        Status status,
        OrderStage stage,
        SyncStatus syncStatus,
        String subject,
        @Nullable String attach,
        @Nullable String credential,
        String cashierToken,
        @Nullable String notifyUrl,
        @Nullable String returnUrl,
        Instant createdAt,
        @Nullable Instant paidAt,
        Instant expiresAt) {}
