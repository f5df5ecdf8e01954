package com.suanpan.ledger;

import java.util.EnumSet;
import java.util.Set;

/// States of a hold (冻结状态) and the one table of moves between them (M5): only `OPEN` ever changes.
public enum HoldStatus {
    /// 冻结中
    OPEN,
    /// 已确认: wholly or in part, the rest is free again.
    POSTED,
    /// 已取消: by its owner, perhaps before it came.
    RELEASED,
    /// 已到期
    EXPIRED,
    /// 已拒绝: it never held anything.
    REFUSED;

    /// The states that this one may become.
    public Set<HoldStatus> next() {
        return switch (this) {
            case OPEN -> EnumSet.of(POSTED, RELEASED, EXPIRED);
            case POSTED, RELEASED, EXPIRED, REFUSED -> EnumSet.noneOf(HoldStatus.class);
        };
    }

    public boolean canBecome(HoldStatus other) {
        return next().contains(other);
    }
}
