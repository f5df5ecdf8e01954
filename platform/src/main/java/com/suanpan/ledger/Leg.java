package com.suanpan.ledger;

import com.suanpan.money.Money;

/// One side of a posting: an amount, more than zero, on one account.
public record Leg(AccountRef account, Side side, Money amount) {

    public Leg {
        if (amount.isZero()) {
            throw new IllegalArgumentException("a leg of nothing on " + account.accountNo());
        }
        if (amount.currency() != account.currency()) {
            throw new IllegalArgumentException("a leg of another currency than its account's");
        }
    }

    public static Leg debit(AccountRef account, Money amount) {
        return new Leg(account, Side.DEBIT, amount);
    }

    public static Leg credit(AccountRef account, Money amount) {
        return new Leg(account, Side.CREDIT, amount);
    }

    /// Whether it takes from the account's balance.
    boolean takes() {
        return side != account.kind().normal();
    }
}
