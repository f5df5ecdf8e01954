package com.suanpan.ledger;

import com.suanpan.money.Money;
import com.suanpan.store.Query;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The ledger (账务): takes operations inside the caller's transaction, so that money and the fact that
/// moves it are one commit.
@Component
public class Ledger {

    private final Accounts accounts;
    private final Postings postings;
    private final Holds holds;
    private final Clock clock;

    Ledger(Accounts accounts, Postings postings, Holds holds, Clock clock) {
        this.accounts = accounts;
        this.postings = postings;
        this.holds = holds;
        this.clock = clock;
    }

    /// Does a list in order, each whole or not at all, and answers one result each. It joins the running
    /// transaction, and locks first the holds, then the accounts, each in the order of their numbers.
    public List<LedgerResult> apply(int lane, List<? extends Operation> list) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("the ledger moves money inside a transaction only");
        }
        if (list.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        Books books = open(lane, Asked.by(list), now);
        List<LedgerResult> results = new ArrayList<>(list.size());
        for (Operation operation : list) {
            results.add(books.apply(operation, now));
        }
        write(lane, books, now);
        return results;
    }

    /// The balance of an account in one lane. Accounts of a normal debit or credit balance answer
    /// what they should hold; less than nothing is an error of the books.
    public Money balance(int lane, AccountRef account) {
        return Money.of(accounts.find(lane, account).balance(), account.currency());
    }

    /// An account as it stands, without a lock.
    public AccountStatement.Sums sums(int lane, AccountRef account) {
        return AccountStatement.Sums.of(accounts.find(lane, account));
    }

    /// Locks accounts in the order of their numbers until the transaction ends, and answers those that
    /// exist as they stand. Whoever decides by what is available locks all accounts that the decision
    /// may move at once, so that two such never wait for each other in a circle.
    public Map<AccountRef, AccountStatement.Sums> lock(int lane, Collection<AccountRef> refs) {
        Map<AccountRef, AccountStatement.Sums> sums = new HashMap<>();
        accounts.lock(lane, new TreeSet<>(refs))
                .rows()
                .forEach(a -> sums.put(a.ref(), AccountStatement.Sums.of(a)));
        return sums;
    }

    /// What was posted to an account, oldest first (明细账).
    ///
    /// @param after the place in the account after which to begin; 0 for its first entry
    /// @param most how many lines at most
    public List<AccountStatement.Line> statement(
            int lane, AccountRef account, long after, int most) {
        return postings.statement(lane, account, after, most);
    }

    /// Reads and locks what the operations need. Where a hold or a posting must be read to know the
    /// accounts, they are locked in a second journey.
    private Books open(int lane, Asked asked, Instant now) {
        Query<PostedBefore> before = postings.before(lane, asked.postingNos());
        List<Query<?>> first = new ArrayList<>(List.of(before));
        Holds.Found held = null;
        Query<PostedLeg> originals = null;
        Query<Account> locked = null;
        if (!asked.holdNos().isEmpty()) {
            held = holds.lock(lane, asked.holdNos());
            first.addAll(held.queries());
        }
        if (!asked.originals().isEmpty()) {
            originals = postings.legs(lane, asked.originals());
            first.add(originals);
        }
        if (asked.namesItsAccounts()) {
            locked = accounts.lock(lane, asked.accounts());
            first.add(locked);
        }
        Query.together(first);
        Known known = new Known(before, held, originals);
        Set<AccountRef> refs = known.accounts(asked);
        List<Account> found = locked == null ? accounts.lock(lane, refs).rows() : locked.rows();
        return known.books(opened(lane, refs, found, now));
    }

    private List<Account> opened(int lane, Set<AccountRef> refs, List<Account> found, Instant now) {
        if (found.size() == refs.size()) {
            return found;
        }
        accounts.open(lane, List.copyOf(refs), now);
        return accounts.lock(lane, refs).rows();
    }

    private void write(int lane, Books books, Instant now) {
        if (!books.holds().added().isEmpty()) {
            holds.insert(lane, books.holds().added(), now);
        }
        if (!books.holds().changed().isEmpty()) {
            holds.end(lane, books.holds().changed(), now);
        }
        if (!books.postings().added().isEmpty()) {
            postings.insert(lane, books.postings().added(), now);
        }
        if (!books.entries().isEmpty()) {
            postings.insertEntries(lane, books.entries(), now);
        }
        if (!books.accounts().changed().isEmpty()) {
            accounts.move(lane, books.accounts());
        }
    }
}
