package com.suanpan.ledger;

/// The side (借贷方向) of an entry.
public enum Side {
    /// 借
    DEBIT,
    /// 贷
    CREDIT;

    Side other() {
        return switch (this) {
            case DEBIT -> CREDIT;
            case CREDIT -> DEBIT;
        };
    }
}
