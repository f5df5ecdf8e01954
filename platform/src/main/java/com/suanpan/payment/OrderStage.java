package com.suanpan.payment;

import static com.suanpan.payment.Status.*;

import java.util.EnumSet;
import java.util.Set;

/// Stages of a payment order (支付订单阶段) and the one table of moves between them (M5).
public enum OrderStage {
    /// 已创建: no attempt waits for the payer.
    CREATED(PROCESSING),
    /// 待支付: an attempt's credential was handed out.
    WAITING_PAYER(PROCESSING),
    /// 支付确认中: the payer's browser came back; the channel has not told us yet.
    CONFIRMING(PROCESSING),
    /// 关闭中: a close or an expiry is under way; money that comes now is still taken.
    CLOSING(PROCESSING),
    /// 已支付
    PAID(SUCCEEDED),
    /// 部分退款
    PARTLY_REFUNDED(SUCCEEDED),
    /// 已全额退款
    REFUNDED(SUCCEEDED),
    /// 已关闭: by the merchant.
    CLOSED(FAILED),
    /// 已过期
    EXPIRED(FAILED),
    /// 已拒绝: by risk control.
    REJECTED(FAILED);

    private final Status status;

    OrderStage(Status status) {
        this.status = status;
    }

    public Status status() {
        return status;
    }

    /// The stages that this one may become.
    public Set<OrderStage> next() {
        return switch (this) {
            case CREATED ->
                    EnumSet.of(WAITING_PAYER, CONFIRMING, CLOSING, PAID, CLOSED, EXPIRED, REJECTED);
            case WAITING_PAYER -> EnumSet.of(CREATED, CONFIRMING, CLOSING, PAID);
            case CONFIRMING -> EnumSet.of(CREATED, WAITING_PAYER, CLOSING, PAID);
            case CLOSING -> EnumSet.of(PAID, CLOSED, EXPIRED);
            case PAID -> EnumSet.of(PARTLY_REFUNDED, REFUNDED);
            case PARTLY_REFUNDED -> EnumSet.of(REFUNDED);
            case REFUNDED, CLOSED, EXPIRED, REJECTED -> EnumSet.noneOf(OrderStage.class);
        };
    }

    public boolean canBecome(OrderStage other) {
        return next().contains(other);
    }

    public boolean isFinal() {
        return status != PROCESSING;
    }
}
