package com.suanpan.payment;

/// Whether the merchant has confirmed our notice (同步状态).
public enum SyncStatus {
    /// 待确认
    WAITING,
    /// 已确认
    SUCCEEDED,
    /// 通知失败
    FAILED
}
