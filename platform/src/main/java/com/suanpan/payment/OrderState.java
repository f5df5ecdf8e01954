package com.suanpan.payment;

import com.suanpan.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What changes of a payment order, as one row holds it.
///
/// @param payMethod as the merchant asked last; once paid, the method that paid
/// @param channelCode the channel account that paid
/// @param flowNo the flow that paid
/// @param syncStatus read here, written where notices are
/// @param closeWanted the merchant asked to close it
/// @param dueAt when expiry is looked at; null once it is under way or the order is final
/// @param deferred expiry was put off once because a payer came back
/// @param paidAt the channel's time
/// @param notifiedAt when the channel told us
record OrderState(
        OrderStage stage,
        String payMethod,
        String methodFingerprint,
        @Nullable String channelCode,
        @Nullable String flowNo,
        Money paid,
        Money refunded,
        SyncStatus syncStatus,
        boolean closeWanted,
        @Nullable Instant dueAt,
        boolean deferred,
        @Nullable Instant paidAt,
        @Nullable Instant notifiedAt) {}
