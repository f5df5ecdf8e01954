package com.suanpan.ledger;

import com.suanpan.ledger.LedgerRefusal.Why;
import com.suanpan.ledger.Operation.AgreeLimit;
import com.suanpan.ledger.Operation.ExpireHold;
import com.suanpan.ledger.Operation.Freeze;
import com.suanpan.ledger.Operation.PostHold;
import com.suanpan.ledger.Operation.ReleaseHold;
import com.suanpan.ledger.Operation.Reverse;
import com.suanpan.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The pure part of the ledger: some accounts, and what stands under the numbers asked for, and what each
/// operation does to them, one by one in order. The database's writes are made from what it holds at
/// the end; there is no second ledger.
final class Books {

    private final Written<AccountRef, Account> accounts;
    private final Written<String, PostedBefore> postings;
    private final Written<String, HeldMoney> holds;
    private final Map<String, Posting> originals;
    private final List<Entry> entries = new ArrayList<>();

    /// @param accounts those that exist; others are opened as they are needed
    /// @param postings by number, those that stand or were refused
    /// @param holds by number
    /// @param originals by number, those that may be reversed
    Books(
            Collection<Account> accounts,
            Map<String, PostedBefore> postings,
            Map<String, HeldMoney> holds,
            Map<String, Posting> originals) {
        this.accounts =
                new Written<>(accounts.stream().collect(Collectors.toMap(Account::ref, a -> a)));
        this.postings = new Written<>(postings);
        this.holds = new Written<>(holds);
        this.originals = new TreeMap<>(originals);
    }

    LedgerResult apply(Operation operation, Instant now) {
        return switch (operation) {
            case Posting posting -> post(posting);
            case Hold hold -> hold(hold, now);
            case PostHold post -> post(post, now);
            case ReleaseHold release -> release(release);
            case ExpireHold expire -> expire(expire, now);
            case Reverse reverse -> reverse(reverse);
            case Freeze freeze -> setting(account(freeze.account()).withFrozen(freeze.frozen()));
            case AgreeLimit limit ->
                    setting(account(limit.account()).withLimit(limit.limit().minor()));
        };
    }

    private LedgerResult post(Posting posting) {
        PostedBefore before = postings.get(posting.postingNo());
        if (before != null) {
            return before.answers(posting);
        }
        LedgerRefusal refusal = refusal(posting.legs(), Account::with);
        if (refusal != null) {
            postings.put(posting.postingNo(), PostedBefore.refused(posting, refusal));
            return refusal.of(posting.postingNo());
        }
        write(posting);
        return new LedgerResult.Done();
    }

    private LedgerResult hold(Hold hold, Instant now) {
        HeldMoney before = holds.get(hold.holdNo());
        if (before != null) {
            return again(hold, before);
        }
        LedgerRefusal refusal =
                hold.isOver(now) ? LedgerRefusal.tooLate() : refusal(hold.legs(), Account::holding);
        if (refusal != null) {
            holds.put(hold.holdNo(), HeldMoney.refused(hold, refusal));
            return refusal.of(hold.holdNo());
        }
        change(hold.legs(), Account::holding);
        holds.put(hold.holdNo(), HeldMoney.open(hold));
        return new LedgerResult.Done();
    }

    private static LedgerResult again(Hold hold, HeldMoney before) {
        if (before.hold() == null) {
            return new LedgerResult.ReleasedBefore(hold.holdNo());
        }
        if (!before.hold().content().equals(hold.content())) {
            return new LedgerResult.Differs(hold.holdNo());
        }
        return before.refusal() == null
                ? new LedgerResult.SeenBefore()
                : before.refusal().of(hold.holdNo());
    }

    private LedgerResult post(PostHold post, Instant now) {
        HeldMoney before = holds.get(post.holdNo());
        if (before == null) {
            return new LedgerResult.NoSuchHold(post.holdNo());
        }
        Hold hold = before.hold();
        if (hold == null) {
            return new LedgerResult.Ended(post.holdNo(), before.status());
        }
        Money held = hold.amount();
        Money amount = post.amount() == null ? held : post.amount();
        if (amount.currency() != held.currency() || amount.isMoreThan(held)) {
            return new LedgerResult.TooMuch(post.holdNo(), held);
        }
        return switch (before.status()) {
            case OPEN -> {
                if (hold.isOver(now)) {
                    yield new LedgerResult.TooLate(post.holdNo());
                }
                change(hold.legs(), Account::freeing);
                write(hold.posting(amount));
                holds.put(post.holdNo(), before.posted(amount.minor()));
                yield new LedgerResult.Done();
            }
            case POSTED ->
                    before.postedMinor() == amount.minor()
                            ? new LedgerResult.SeenBefore()
                            : new LedgerResult.Differs(post.holdNo());
            case RELEASED, EXPIRED, REFUSED ->
                    new LedgerResult.Ended(post.holdNo(), before.status());
        };
    }

    private LedgerResult release(ReleaseHold release) {
        HeldMoney before = holds.get(release.holdNo());
        if (before == null) {
            holds.put(release.holdNo(), HeldMoney.releasedBefore(release.holdNo()));
            return new LedgerResult.Done();
        }
        return switch (before.status()) {
            case OPEN -> end(before, HoldStatus.RELEASED);
            case RELEASED -> new LedgerResult.SeenBefore();
            case POSTED, EXPIRED, REFUSED ->
                    new LedgerResult.Ended(release.holdNo(), before.status());
        };
    }

    private LedgerResult expire(ExpireHold expire, Instant now) {
        HeldMoney before = holds.get(expire.holdNo());
        if (before == null) {
            return new LedgerResult.NoSuchHold(expire.holdNo());
        }
        if (before.status() == HoldStatus.EXPIRED) {
            return new LedgerResult.SeenBefore();
        }
        return before.status() == HoldStatus.OPEN
                        && before.hold() != null
                        && before.hold().isOver(now)
                ? end(before, HoldStatus.EXPIRED)
                : new LedgerResult.Ended(expire.holdNo(), before.status());
    }

    private LedgerResult end(HeldMoney before, HoldStatus how) {
        if (before.hold() != null) {
            change(before.hold().legs(), Account::freeing);
        }
        holds.put(before.holdNo(), before.ended(how));
        return new LedgerResult.Done();
    }

    private LedgerResult reverse(Reverse reverse) {
        Posting original = original(reverse.postingNo());
        return original == null
                ? new LedgerResult.NoSuchPosting(reverse.postingNo())
                : post(original.reversed());
    }

    private @Nullable Posting original(String postingNo) {
        PostedBefore mine = postings.get(postingNo);
        return mine == null || mine.posting() == null || mine.refusal() != null
                ? originals.get(postingNo)
                : mine.posting();
    }

    private LedgerResult setting(Account next) {
        if (next.equals(account(next.ref()))) {
            return new LedgerResult.SeenBefore();
        }
        if (next.isOverdrawn()) {
            return new LedgerResult.Overdrawn(next.ref());
        }
        accounts.put(next.ref(), next);
        return new LedgerResult.Done();
    }

    /// Why the legs cannot all be changed so; null if they can. What only gives is never refused.
    private @Nullable LedgerRefusal refusal(
            List<Leg> legs, BiFunction<Account, Leg, Account> change) {
        Map<AccountRef, Account> after = new TreeMap<>();
        for (Leg leg : legs) {
            Account account = after.getOrDefault(leg.account(), account(leg.account()));
            if (account.frozen() && leg.takes() && leg.side() == Side.DEBIT) {
                return LedgerRefusal.on(Why.FROZEN, leg.account());
            }
            after.put(leg.account(), change.apply(account, leg));
        }
        for (Leg leg : legs) {
            Account account = after.getOrDefault(leg.account(), account(leg.account()));
            if (leg.takes() && account.isOverdrawn()) {
                return LedgerRefusal.on(Why.OVERDRAWN, leg.account());
            }
        }
        return null;
    }

    private void change(List<Leg> legs, BiFunction<Account, Leg, Account> change) {
        for (Leg leg : legs) {
            accounts.put(leg.account(), change.apply(account(leg.account()), leg));
        }
    }

    private void write(Posting posting) {
        int place = 1;
        for (Leg leg : posting.legs()) {
            Account next = account(leg.account()).with(leg);
            accounts.put(leg.account(), next);
            entries.add(
                    new Entry(
                            posting.postingNo(),
                            place++,
                            leg.account(),
                            leg.side(),
                            leg.amount().minor(),
                            next.entries(),
                            next.balance()));
        }
        postings.put(posting.postingNo(), PostedBefore.done(posting));
    }

    Account account(AccountRef ref) {
        Account account = accounts.get(ref);
        return account == null ? Account.opened(ref) : account;
    }

    /// What is to be written.
    Written<AccountRef, Account> accounts() {
        return accounts;
    }

    Written<String, PostedBefore> postings() {
        return postings;
    }

    Written<String, HeldMoney> holds() {
        return holds;
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }
}
