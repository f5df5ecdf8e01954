package com.suanpan.payment;

import java.util.EnumSet;
import java.util.Set;

/// Whether the merchant has confirmed our notice (同步状态).
public enum SyncStatus {
    /// 待确认
    WAITING,
    /// 已确认
    SUCCEEDED,
    /// 通知失败: given up for now; it may be sent again by hand.
    FAILED;

    /// What this one may become.
    public Set<SyncStatus> next() {
        return switch (this) {
            case WAITING -> EnumSet.of(SUCCEEDED, FAILED);
            case FAILED -> EnumSet.of(SUCCEEDED);
            case SUCCEEDED -> EnumSet.noneOf(SyncStatus.class);
        };
    }
}
