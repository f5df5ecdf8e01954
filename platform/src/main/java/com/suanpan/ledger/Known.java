package com.suanpan.ledger;

import com.suanpan.store.Query;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What was read for a list of operations, before their accounts are locked.
///
/// @param held null if no hold is named
/// @param originals null if nothing is reversed
record Known(
        Query<PostedBefore> before,
        Holds.@Nullable Found held,
        @Nullable Query<PostedLeg> originals) {

    /// Every account that the operations may change.
    Set<AccountRef> accounts(Asked asked) {
        Set<AccountRef> refs = new TreeSet<>(asked.accounts());
        holds().values()
                .forEach(h -> {
                    if (h.hold() != null) {
                        h.hold().legs().forEach(leg -> refs.add(leg.account()));
                    }
                });
        reversible().values().forEach(p -> p.legs().forEach(leg -> refs.add(leg.account())));
        return refs;
    }

    Books books(List<Account> accounts) {
        Map<String, PostedBefore> postings = new HashMap<>();
        before.rows().forEach(row -> postings.put(row.postingNo(), row));
        return new Books(accounts, postings, holds(), reversible());
    }

    private Map<String, HeldMoney> holds() {
        return held == null ? Map.of() : held.byNumber();
    }

    private Map<String, Posting> reversible() {
        return originals == null ? Map.of() : PostedLeg.together(originals.rows());
    }
}
