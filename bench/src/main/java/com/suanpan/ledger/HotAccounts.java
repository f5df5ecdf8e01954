package com.suanpan.ledger;

import com.suanpan.money.Currency;
import com.suanpan.money.Money;
import com.suanpan.number.BusinessNumbers;
import com.suanpan.number.Lanes;
import com.suanpan.store.Transactions;
import com.suanpan.store.Transactions.Ended;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.NullMarked;

/// Merchants' accounts, each with money of its own, the first of them far busier than the last.
@NullMarked
final class HotAccounts {

    private static final int FUNDED_AT_ONCE = 1_000;

    /// No account runs out of it: a caller takes a yuan at most.
    private static final Money EACH = Money.cny(1_000_000_000_000L);

    private final Lanes lanes;
    private final List<AccountRef> accounts = new ArrayList<>();
    private final Zipf zipf;

    HotAccounts(int count, Lanes lanes) {
        this.lanes = lanes;
        this.zipf = new Zipf(count);
        for (int i = 0; i < count; i++) {
            accounts.add(AccountRef.merchantAvailable("M8%07d".formatted(i), Currency.CNY));
        }
    }

    /// Two accounts of one lane.
    record Pair(int lane, AccountRef from, AccountRef to) {}

    Pair next(SplittableRandom random) {
        AccountRef from = accounts.get(zipf.next(random));
        int lane = lanes.ofMerchant(from.owner());
        AccountRef to = from;
        while (to.equals(from) || lanes.ofMerchant(to.owner()) != lane) {
            to = accounts.get(zipf.next(random));
        }
        return new Pair(lane, from, to);
    }

    int count() {
        return accounts.size();
    }

    /// What all of them were given, in cents.
    long funds() {
        return EACH.minor() * accounts.size();
    }

    /// Opens them and gives each its money.
    void fund(Ledger ledger, Transactions transactions, BusinessNumbers numbers) {
        for (int lane = 0; lane < lanes.count(); lane++) {
            List<Posting> waiting = new ArrayList<>();
            for (AccountRef account : accounts) {
                if (lanes.ofMerchant(account.owner()) == lane) {
                    waiting.add(funding(account, numbers.next(account.owner())));
                }
                if (waiting.size() == FUNDED_AT_ONCE) {
                    post(ledger, transactions, lane, waiting);
                    waiting.clear();
                }
            }
            post(ledger, transactions, lane, waiting);
        }
    }

    private static Posting funding(AccountRef account, String number) {
        return Posting.of(
                PostingKind.PAYMENT,
                number,
                List.of(
                        Leg.debit(AccountRef.channelReceivable("bench", Currency.CNY), EACH),
                        Leg.credit(account, EACH)));
    }

    private static void post(
            Ledger ledger, Transactions transactions, int lane, List<Posting> postings) {
        switch (transactions.run(lane, () -> ledger.apply(lane, postings))) {
            case Ended.Committed<List<LedgerResult>> _ -> {}
            case Ended.RolledBack<List<LedgerResult>>(var why) -> throw why;
            case Ended.Unavailable<List<LedgerResult>>(var refusal) -> throw refusal;
            case Ended.Unknown<List<LedgerResult>>(var why) -> throw why;
        }
    }
}
