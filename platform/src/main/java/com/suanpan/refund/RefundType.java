package com.suanpan.refund;

/// How much of a payment goes back (退款类型).
public enum RefundType {
    /// 全额: the whole, as the first refund.
    FULL,
    /// 部分
    PARTIAL
}
