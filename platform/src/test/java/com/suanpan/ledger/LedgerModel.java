package com.suanpan.ledger;

import static com.suanpan.ledger.HoldStatus.EXPIRED;

import com.suanpan.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the ledger should do, said as plainly as can be and slowly: a list of all that moved and of all
/// that is held, added up anew for each question. It answers the name of a result and what it names.
final class LedgerModel {

    private static final String DONE = "Done";
    private static final String SEEN = "SeenBefore";

    /// One leg that moved, or that is held by a hold.
    record Moved(String no, AccountRef account, Side side, long minor) {}

    /// A posting's number and what it was answered first.
    private record Asked(Posting posting, String answer) {}

    /// A hold's number and how it stands; `hold` is null where its release came before it.
    private record Kept(@Nullable Hold hold, HoldStatus state, String answer, long part) {}

    final List<Moved> posted = new ArrayList<>();
    final List<Moved> held = new ArrayList<>();
    private final Map<AccountRef, Long> limits = new HashMap<>();
    private final Set<AccountRef> frozen = new HashSet<>();
    private final Map<String, Asked> postings = new HashMap<>();
    private final Map<String, Kept> holds = new HashMap<>();

    String apply(Operation operation, Instant now) {
        return switch (operation) {
            case Posting p -> post(p);
            case Hold h -> hold(h, now);
            case Operation.PostHold p -> postHold(p, now);
            case Operation.ReleaseHold r -> release(r.holdNo());
            case Operation.ExpireHold e -> expire(e.holdNo(), now);
            case Operation.Reverse r -> reverse(r.postingNo());
            case Operation.Freeze f ->
                    (f.frozen() ? frozen.add(f.account()) : frozen.remove(f.account()))
                            ? DONE
                            : SEEN;
            case Operation.AgreeLimit l -> limit(l.account(), l.limit().minor());
        };
    }

    private String post(Posting p) {
        Asked known = postings.get(p.postingNo());
        if (known != null) {
            return known.posting.equals(p) ? known.answer.replace(DONE, SEEN) : "Differs";
        }
        String answer = mayMove(p.legs());
        postings.put(p.postingNo(), new Asked(p, answer));
        if (answer.equals(DONE)) {
            move(posted, p.postingNo(), p.legs());
        }
        return answer;
    }

    private String hold(Hold h, Instant now) {
        Kept known = holds.get(h.holdNo());
        if (known != null) {
            boolean same = known.hold == null || known.hold.equals(h);
            return same ? known.answer.replace(DONE, SEEN) : "Differs";
        }
        String answer = over(h, now) ? "TooLate" : mayMove(h.legs());
        HoldStatus state = answer.equals(DONE) ? HoldStatus.OPEN : HoldStatus.REFUSED;
        holds.put(h.holdNo(), new Kept(h, state, answer, 0));
        if (state == HoldStatus.OPEN) {
            move(held, h.holdNo(), h.legs());
        }
        return answer;
    }

    private String postHold(Operation.PostHold post, Instant now) {
        Kept known = holds.get(post.holdNo());
        if (known == null || known.hold == null) {
            return known == null ? "NoSuchHold" : "Ended " + known.state;
        }
        Hold hold = known.hold;
        Money amount = post.amount() == null ? hold.amount() : post.amount();
        if (amount.isMoreThan(hold.amount())) {
            return "TooMuch";
        }
        if (known.state == HoldStatus.POSTED) {
            return known.part == amount.minor() ? SEEN : "Differs";
        }
        if (known.state != HoldStatus.OPEN || over(known.hold, now)) {
            return known.state == HoldStatus.OPEN ? "TooLate" : "Ended " + known.state;
        }
        List<Leg> legs = new ArrayList<>();
        long[] left = {amount.minor(), amount.minor()};
        for (Leg leg : hold.legs()) {
            int at = leg.side() == Side.DEBIT ? 0 : 1;
            long mine = Math.min(left[at], leg.amount().minor());
            left[at] -= mine;
            if (mine > 0) {
                legs.add(new Leg(leg.account(), leg.side(), Money.cny(mine)));
            }
        }
        Posting all = new Posting(post.holdNo(), hold.kind(), hold.reference(), legs);
        postings.put(all.postingNo(), new Asked(all, DONE));
        move(posted, post.holdNo(), legs);
        return end(post.holdNo(), known, HoldStatus.POSTED, amount.minor());
    }

    private String release(String no) {
        Kept early = new Kept(null, HoldStatus.RELEASED, "ReleasedBefore", 0);
        Kept known = holds.putIfAbsent(no, early);
        return known == null ? DONE : end(no, known, HoldStatus.RELEASED, true);
    }

    private String expire(String no, Instant now) {
        Kept known = holds.get(no);
        return known == null ? "NoSuchHold" : end(no, known, EXPIRED, over(known.hold, now));
    }

    private String end(String no, Kept known, HoldStatus how, boolean may) {
        if (known.state == HoldStatus.OPEN && may) {
            return end(no, known, how, 0);
        }
        return known.state == how ? SEEN : "Ended " + known.state;
    }

    private String end(String no, Kept known, HoldStatus how, long part) {
        holds.put(no, new Kept(known.hold, how, known.answer, part));
        held.removeIf(m -> m.no().equals(no));
        return DONE;
    }

    private String reverse(String no) {
        Asked original = postings.get(no);
        if (original == null || !original.answer.equals(DONE)) {
            return "NoSuchPosting";
        }
        List<Leg> back = new ArrayList<>();
        for (Leg leg : original.posting.legs()) {
            back.add(new Leg(leg.account(), leg.side().other(), leg.amount()));
        }
        return post(new Posting("V" + no, PostingKind.REVERSAL, no, back));
    }

    private String limit(AccountRef account, long limit) {
        long old = limits.getOrDefault(account, 0L);
        boolean may = !account.kind().constrained() || left(account) - old + limit >= 0;
        if (may) {
            limits.put(account, limit);
        }
        return may ? (old == limit ? SEEN : DONE) : "Overdrawn " + account.accountNo();
    }

    private String mayMove(List<Leg> legs) {
        List<Leg> takers =
                legs.stream().filter(l -> l.side() != l.account().kind().normal()).toList();
        for (Leg leg : takers) {
            if (leg.side() == Side.DEBIT && frozen.contains(leg.account())) {
                return "Frozen " + leg.account().accountNo();
            }
        }
        for (Leg leg : takers) {
            Stream<Leg> same = legs.stream().filter(l -> l.account().equals(leg.account()));
            long all = same.mapToLong(l -> l.amount().minor()).sum();
            if (leg.account().kind().constrained() && left(leg.account()) < all) {
                return "Overdrawn " + leg.account().accountNo();
            }
        }
        return DONE;
    }

    /// What may be taken of an account.
    private long left(AccountRef account) {
        Side normal = account.kind().normal();
        long left = limits.getOrDefault(account, 0L);
        for (Moved m : posted) {
            long in = m.side() == normal ? m.minor() : -m.minor();
            left += m.account().equals(account) ? in : 0;
        }
        for (Moved m : held) {
            left -= m.account().equals(account) && m.side() != normal ? m.minor() : 0;
        }
        return left;
    }

    private static boolean over(@Nullable Hold hold, Instant now) {
        return hold != null && hold.until() != null && !hold.until().isAfter(now);
    }

    private static void move(List<Moved> to, String no, List<Leg> legs) {
        legs.forEach(leg -> to.add(new Moved(no, leg.account(), leg.side(), leg.amount().minor())));
    }
}
