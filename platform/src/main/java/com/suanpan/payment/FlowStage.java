package com.suanpan.payment;

import static com.suanpan.payment.Status.*;

import java.util.EnumSet;
import java.util.Set;

/// Stages of a flow (支付流水阶段), one attempt at one channel account, and the one table of moves.
public enum FlowStage {
    /// 已发送: committed before the first byte leaves; what came of it is not known yet.
    SENT(PROCESSING),
    /// 待支付: the channel handed out a credential.
    CREDENTIAL(PROCESSING),
    /// 关闭中: being closed at the channel; it may still turn out paid.
    CLOSING(PROCESSING),
    /// 已支付: its money is the order's payment.
    PAID(SUCCEEDED),
    /// 异常到账: its money came and is not the order's payment.
    STRAY(SUCCEEDED),
    /// 已失败: no money can come by it any more.
    ENDED(FAILED);

    private final Status status;

    FlowStage(Status status) {
        this.status = status;
    }

    public Status status() {
        return status;
    }

    /// The stages that this one may become.
    public Set<FlowStage> next() {
        return switch (this) {
            case SENT -> EnumSet.of(CREDENTIAL, CLOSING, PAID, STRAY, ENDED);
            case CREDENTIAL -> EnumSet.of(CLOSING, PAID, STRAY, ENDED);
            case CLOSING -> EnumSet.of(PAID, STRAY, ENDED);
            case PAID, STRAY, ENDED -> EnumSet.noneOf(FlowStage.class);
        };
    }

    public boolean canBecome(FlowStage other) {
        return next().contains(other);
    }

    public boolean isFinal() {
        return status != PROCESSING;
    }
}
