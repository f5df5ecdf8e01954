package com.suanpan.sandbox;

import java.time.Instant;

/// A refund at a provider: what was asked for, and how it ends once its time has come. Amounts are in
/// fen; `total` is the order's. `refundTradeNo` is the provider's number, `fingerprint` tells the same
/// request from another under one number.
public record Refund(
        String provider,
        String account,
        String refundNo,
        String refundTradeNo,
        String orderNo,
        String tradeNo,
        String fingerprint,
        long amount,
        long total,
        String notifyUrl,
        Instant createdAt,
        Instant dueAt,
        RefundState end,
        boolean acknowledged) {

    /// Refunds are found as orders are: by who sells and by the merchant's number.
    Order.Key key() {
        return new Order.Key(provider, account, refundNo);
    }

    Order.Key orderKey() {
        return new Order.Key(provider, account, orderNo);
    }

    public RefundState state(Instant now) {
        return now.isBefore(dueAt) ? RefundState.PROCESSING : end;
    }

    Refund told() {
        return new Refund(
                provider,
                account,
                refundNo,
                refundTradeNo,
                orderNo,
                tradeNo,
                fingerprint,
                amount,
                total,
                notifyUrl,
                createdAt,
                dueAt,
                end,
                true);
    }

    /// The same refund as a lie would tell it.
    Refund pretending(String otherAccount, String otherNo, long otherAmount) {
        return new Refund(
                provider,
                otherAccount,
                otherNo,
                refundTradeNo,
                orderNo,
                tradeNo,
                fingerprint,
                otherAmount,
                total,
                notifyUrl,
                createdAt,
                dueAt,
                end,
                acknowledged);
    }
}
