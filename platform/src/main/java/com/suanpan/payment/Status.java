package com.suanpan.payment;

/// The three outcomes (状态) that a merchant decides on (M4); `stage` is the finer word.
public enum Status {
    /// 处理中: not known to be either; it may still become both.
    PROCESSING,
    /// 成功: final.
    SUCCEEDED,
    /// 失败: final; no money of this order was taken.
    FAILED
}
