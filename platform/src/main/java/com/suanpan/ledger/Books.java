package com.suanpan.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The pure part of the ledger: some accounts and the postings known by their numbers, and what each
/// further posting does to them, one by one in order. The database's writes are made from what it
/// holds at the end; there is no second ledger.
final class Books {

    private final Map<AccountRef, Account> accounts = new TreeMap<>();
    private final Map<AccountRef, Account> before = new TreeMap<>();
    private final Map<String, String> contents;
    private final Map<String, Posting> posted = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    /// `contents` maps the numbers of postings that already stand to their contents.
    Books(Collection<Account> accounts, Map<String, String> contents) {
        for (Account account : accounts) {
            this.accounts.put(account.ref(), account);
            this.before.put(account.ref(), account);
        }
        this.contents = new LinkedHashMap<>(contents);
    }

    PostResult post(Posting posting) {
        @Nullable String known = contents.get(posting.postingNo());
        if (known != null) {
            return known.equals(posting.content())
                    ? new PostResult.SeenBefore()
                    : new PostResult.Differs(posting.postingNo());
        }
        Map<AccountRef, Account> after = new TreeMap<>();
        List<Entry> made = new ArrayList<>(posting.legs().size());
        for (Leg leg : posting.legs()) {
            Account account = after.getOrDefault(leg.account(), account(leg.account()));
            if (takes(leg) && account.frozen() && leg.side() == Side.DEBIT) {
                return new PostResult.Frozen(leg.account());
            }
            Account next = account.with(leg);
            after.put(leg.account(), next);
            made.add(
                    new Entry(
                            posting.postingNo(),
                            made.size() + 1,
                            leg.account(),
                            leg.side(),
                            leg.amount().minor(),
                            next.entries(),
                            next.balance()));
        }
        for (Leg leg : posting.legs()) {
            if (takes(leg) && leg.account().kind().constrained()) {
                if (after.getOrDefault(leg.account(), account(leg.account())).available() < 0) {
                    return new PostResult.Overdrawn(leg.account());
                }
            }
        }
        accounts.putAll(after);
        entries.addAll(made);
        contents.put(posting.postingNo(), posting.content());
        posted.put(posting.postingNo(), posting);
        return new PostResult.Posted();
    }

    /// Postings that were made here, in order.
    List<Posting> posted() {
        return List.copyOf(posted.values());
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /// Accounts that changed, in the order of their numbers.
    List<Account> changed() {
        return accounts.values().stream().filter(a -> !a.equals(before.get(a.ref()))).toList();
    }

    /// The state of an account before anything was posted here.
    Account before(AccountRef ref) {
        return before.getOrDefault(ref, Account.opened(ref));
    }

    Account account(AccountRef ref) {
        return accounts.getOrDefault(ref, Account.opened(ref));
    }

    private static boolean takes(Leg leg) {
        return leg.side() != leg.account().kind().normal();
    }
}
