package com.suanpan.refund;

import static com.suanpan.payment.Status.*;

import com.suanpan.payment.Status;
import java.util.EnumSet;
import java.util.Set;

/// Stages of a refund (退款阶段) and the one table of moves between them (M5).
public enum RefundStage {
    /// 已预留: reserved on the flow and held in the ledger; surely not sent. The channel is asked what it
    /// can say before anything is.
    RESERVED(PROCESSING),
    /// 已发送: committed before the first byte leaves; what came of it is not known yet.
    SENT(PROCESSING),
    /// 等待资金: the channel did not carry it out for want of our money there; the same number later.
    WAITING_FUNDS(PROCESSING),
    /// 退款异常: the money left and did not arrive; a person must act at the channel.
    STUCK(PROCESSING),
    /// 已退款
    DONE(SUCCEEDED),
    /// 已拒绝: by the channel, finally; nothing was given back.
    REFUSED(FAILED);

    private final Status status;

    RefundStage(Status status) {
        this.status = status;
    }

    public Status status() {
        return status;
    }

    /// The stages that this one may become. Back to `RESERVED` only what surely was never sent. What a
    /// channel did is booked as what it is, even where we know of no road that leads there.
    public Set<RefundStage> next() {
        return switch (this) {
            case RESERVED -> EnumSet.of(SENT, DONE, REFUSED);
            case SENT -> EnumSet.of(RESERVED, WAITING_FUNDS, STUCK, DONE, REFUSED);
            case WAITING_FUNDS -> EnumSet.of(SENT, STUCK, DONE, REFUSED);
            case STUCK -> EnumSet.of(DONE, REFUSED);
            case DONE, REFUSED -> EnumSet.noneOf(RefundStage.class);
        };
    }

    public boolean canBecome(RefundStage other) {
        return next().contains(other);
    }

    public boolean isFinal() {
        return status != PROCESSING;
    }
}
