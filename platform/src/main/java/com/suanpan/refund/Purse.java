package com.suanpan.refund;

import com.suanpan.ledger.AccountRef;
import com.suanpan.ledger.AccountStatement.Sums;
import com.suanpan.ledger.Leg;
import com.suanpan.money.Currency;
import com.suanpan.money.Money;
import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What merchants have that refunds may be taken from, while a batch decides and its accounts are
/// locked: first what is available (可用), the rest from what waits for settlement (待结算).
final class Purse {

    private final Map<AccountRef, Sums> accounts;
    private final Map<AccountRef, Long> taken = new HashMap<>();

    Purse(Map<AccountRef, Sums> accounts) {
        this.accounts = Map.copyOf(accounts);
    }

    static List<AccountRef> accountsOf(String merchantId, Currency currency) {
        return List.of(
                AccountRef.merchantAvailable(merchantId, currency),
                AccountRef.merchantPending(merchantId, currency));
    }

    /// Takes an amount, or throws `Refusal` and takes nothing.
    List<Leg> take(String merchantId, Money amount) {
        List<Leg> legs = new ArrayList<>();
        Money rest = amount;
        boolean frozen = false;
        for (AccountRef ref : accountsOf(merchantId, amount.currency())) {
            frozen |= isFrozen(ref);
            Money left = Money.of(left(ref), amount.currency());
            Money mine = rest.isMoreThan(left) ? left : rest;
            if (!mine.isZero()) {
                legs.add(Leg.debit(ref, mine));
                rest = rest.minus(mine);
            }
        }
        if (!rest.isZero()) {
            throw new Refusal(frozen ? Problem.ACCOUNT_FROZEN : Problem.INSUFFICIENT_FUNDS);
        }
        legs.forEach(leg -> taken.merge(leg.account(), leg.amount().minor(), Long::sum));
        return legs;
    }

    private boolean isFrozen(AccountRef ref) {
        Sums sums = accounts.get(ref);
        return sums != null && sums.frozen();
    }

    private long left(AccountRef ref) {
        Sums sums = accounts.get(ref);
        return sums == null || sums.frozen()
                ? 0
                : Math.max(0, sums.available() - taken.getOrDefault(ref, 0L));
    }
}
