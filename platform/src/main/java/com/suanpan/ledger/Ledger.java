package com.suanpan.ledger;

import com.suanpan.money.Money;
import com.suanpan.store.Query;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The ledger (账务): takes postings inside the caller's transaction, so that money and the fact that
/// moves it are one commit.
@Component
public class Ledger {

    private final Accounts accounts;
    private final Postings postings;
    private final Clock clock;

    Ledger(Accounts accounts, Postings postings, Clock clock) {
        this.accounts = accounts;
        this.postings = postings;
        this.clock = clock;
    }

    /// Posts a list in order, each whole or not at all, and answers one result each. It joins the
    /// running transaction and locks the accounts in the order of their numbers.
    public List<PostResult> post(int lane, List<Posting> list) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("the ledger posts inside a transaction only");
        }
        if (list.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        Set<AccountRef> refs = new TreeSet<>();
        list.forEach(p -> p.legs().forEach(leg -> refs.add(leg.account())));
        Query<Map.Entry<String, String>> known = postings.contents(lane, list);
        Query<Account> locked = accounts.lock(lane, refs);
        Query.together(known, locked);
        Books books = new Books(opened(lane, refs, locked.rows(), now), byNumber(known.rows()));
        List<PostResult> results = new ArrayList<>(list.size());
        for (Posting posting : list) {
            results.add(books.post(posting));
        }
        if (!books.posted().isEmpty()) {
            postings.insert(lane, books.posted(), now);
            postings.insertEntries(lane, books.entries(), now);
            accounts.move(lane, books.changed(), books);
        }
        return results;
    }

    /// The balance of an account in one lane. Accounts of a normal debit or credit balance answer
    /// what they should hold; less than nothing is an error of the books.
    public Money balance(int lane, AccountRef account) {
        return Money.of(accounts.find(lane, account).balance(), account.currency());
    }

    private List<Account> opened(int lane, Set<AccountRef> refs, List<Account> found, Instant now) {
        if (found.size() == refs.size()) {
            return found;
        }
        accounts.open(lane, List.copyOf(refs), now);
        return accounts.lock(lane, refs).rows();
    }

    private static Map<String, String> byNumber(List<Map.Entry<String, String>> contents) {
        return contents.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
