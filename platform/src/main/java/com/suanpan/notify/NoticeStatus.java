package com.suanpan.notify;

import java.util.EnumSet;
import java.util.Set;

/// States of a notice (通知状态) and the one table of moves between them (M5).
public enum NoticeStatus {
    /// 待通知: tried until it is delivered or the time is over.
    WAITING,
    /// 已送达: the merchant confirmed it.
    DELIVERED,
    /// 已放弃: 24 hours of tries were in vain; a person knows.
    EXHAUSTED;

    /// The states that this one may become; back to `WAITING` by hand only.
    public Set<NoticeStatus> next() {
        return switch (this) {
            case WAITING -> EnumSet.of(DELIVERED, EXHAUSTED);
            case DELIVERED -> EnumSet.of(WAITING);
            case EXHAUSTED -> EnumSet.of(WAITING, DELIVERED);
        };
    }

    public boolean canBecome(NoticeStatus other) {
        return next().contains(other);
    }
}
