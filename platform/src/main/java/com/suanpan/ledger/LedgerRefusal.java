package com.suanpan.ledger;

import org.jspecify.annotations.Nullable;

/// Why a posting or a hold was refused for ever (记账拒绝), as it is remembered.
///
/// @param account on which account, where it was for one
record LedgerRefusal(Why why, @Nullable AccountRef account) {

    enum Why {
        OVERDRAWN,
        FROZEN,
        TOO_LATE
    }

    /// As it was stored; null if nothing was.
    static @Nullable LedgerRefusal read(@Nullable String why, @Nullable String accountNo) {
        return why == null
                ? null
                : new LedgerRefusal(
                        Why.valueOf(why), accountNo == null ? null : AccountRef.read(accountNo));
    }

    @Nullable String accountNo() {
        return account == null ? null : account.accountNo();
    }

    static LedgerRefusal on(Why why, AccountRef account) {
        return new LedgerRefusal(why, account);
    }

    static LedgerRefusal tooLate() {
        return new LedgerRefusal(Why.TOO_LATE, null);
    }

    LedgerResult of(String no) {
        AccountRef on = account;
        if (on == null) {
            return new LedgerResult.TooLate(no);
        }
        return switch (why) {
            case OVERDRAWN -> new LedgerResult.Overdrawn(on);
            case FROZEN -> new LedgerResult.Frozen(on);
            case TOO_LATE -> new LedgerResult.TooLate(no);
        };
    }
}
