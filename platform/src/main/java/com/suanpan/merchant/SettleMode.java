package com.suanpan.merchant;

/// When a merchant may use what was paid (结算方式).
public enum SettleMode {
    /// At once: success posts to the available account.
    D0,
    /// After settlement: success posts to the pending account.
    T1
}
