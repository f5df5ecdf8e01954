package com.suanpan.merchant;

/// What a key may be used for (权限).
public enum Scope {
    PAY,
    QUERY,
    REFUND,
    PAYOUT
}
