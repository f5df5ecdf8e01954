package com.suanpan.ledger;

import com.suanpan.money.Money;
import java.time.Instant;

/// What an account's owner may be told (账户明细).
public final class AccountStatement {

    private AccountStatement() {}

    /// An account's sums, minor units: what stands on it, what of that is held, and what may still be
    /// taken with the limit agreed. The first is below nothing on an account that is owed.
    public record Sums(long balance, long held, long available, boolean frozen) {

        static Sums of(Account account) {
            return new Sums(
                    account.balance(), account.held(), account.available(), account.frozen());
        }
    }

    /// One entry.
    ///
    /// @param place in the account, from 1, without a gap; the key of the next page
    /// @param balanceAfter minor units, below nothing on an account that is owed
    public record Line(
            long place,
            String postingNo,
            PostingKind kind,
            String reference,
            Side side,
            Money amount,
            long balanceAfter,
            Instant postedAt) {}
}
