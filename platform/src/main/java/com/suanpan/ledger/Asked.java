package com.suanpan.ledger;

import com.suanpan.ledger.Operation.AgreeLimit;
import com.suanpan.ledger.Operation.ExpireHold;
import com.suanpan.ledger.Operation.Freeze;
import com.suanpan.ledger.Operation.PostHold;
import com.suanpan.ledger.Operation.ReleaseHold;
import com.suanpan.ledger.Operation.Reverse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The numbers and accounts that a list of operations names, each in order.
///
/// @param postingNos of postings that are to be made
/// @param originals of postings that are to be reversed
record Asked(
        Set<String> postingNos,
        Set<String> holdNos,
        Set<String> originals,
        Set<AccountRef> accounts,
        boolean namesItsAccounts) {

    static Asked by(List<? extends Operation> list) {
        Set<String> postingNos = new TreeSet<>();
        Set<String> holdNos = new TreeSet<>();
        Set<String> originals = new TreeSet<>();
        Set<AccountRef> accounts = new TreeSet<>();
        boolean named = true;
        for (Operation operation : list) {
            switch (operation) {
                case Posting posting -> {
                    postingNos.add(posting.postingNo());
                    posting.legs().forEach(leg -> accounts.add(leg.account()));
                }
                case Hold hold -> {
                    holdNos.add(hold.holdNo());
                    hold.legs().forEach(leg -> accounts.add(leg.account()));
                }
                case PostHold post -> holdNos.add(post.holdNo());
                case ReleaseHold release -> holdNos.add(release.holdNo());
                case ExpireHold expire -> holdNos.add(expire.holdNo());
                case Reverse reverse -> {
                    postingNos.add(PostingKind.REVERSAL.postingNo(reverse.postingNo()));
                    originals.add(reverse.postingNo());
                }
                case Freeze freeze -> accounts.add(freeze.account());
                case AgreeLimit limit -> accounts.add(limit.account());
            }
            named &=
                    operation instanceof Posting
                            || operation instanceof Hold
                            || operation instanceof Freeze
                            || operation instanceof AgreeLimit;
        }
        return new Asked(postingNos, holdNos, originals, accounts, named);
    }
}
