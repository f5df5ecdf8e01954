package com.suanpan.ledger;

import com.suanpan.money.Money;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A hold (冻结): sets aside what a posting would move, so that nothing else takes it meanwhile. It ends
/// once: posted, released or expired.
///
/// @param holdNo unique within its lane, and the number of the posting that it may become
/// @param until refused from then on; null where only its owner may end it, as for whatever was asked of
///     a channel (M9)
public record Hold(
        String holdNo, PostingKind kind, String reference, List<Leg> legs, @Nullable Instant until)
        implements Operation {

    public Hold {
        legs = Legs.balanced(holdNo, legs);
        if (!Collections.disjoint(on(legs, Side.DEBIT), on(legs, Side.CREDIT))) {
            throw new IllegalArgumentException(holdNo + ": an account on both sides");
        }
        until = until == null ? null : until.truncatedTo(ChronoUnit.MICROS);
    }

    private static Set<AccountRef> on(List<Leg> legs, Side side) {
        return legs.stream()
                .filter(leg -> leg.side() == side)
                .map(Leg::account)
                .collect(Collectors.toSet());
    }

    /// A hold for a business number, without a time-out.
    public static Hold of(PostingKind kind, String reference, List<Leg> legs) {
        return of(kind, reference, legs, null);
    }

    public static Hold of(
            PostingKind kind, String reference, List<Leg> legs, @Nullable Instant until) {
        if (!kind.isHeld()) {
            throw new IllegalArgumentException(kind + " is posted at once");
        }
        return new Hold(kind.postingNo(reference), kind, reference, legs, until);
    }

    /// What is held.
    public Money amount() {
        return Legs.amount(legs);
    }

    boolean isOver(Instant now) {
        return until != null && !now.isBefore(until);
    }

    /// What decides whether the same number means the same hold.
    String content() {
        return Legs.content(kind, reference, legs) + '|' + (until == null ? "-" : until.toString());
    }

    /// The posting of a part: each side takes its legs in order until it has the amount.
    Posting posting(Money part) {
        Map<Side, Money> left = new EnumMap<>(Map.of(Side.DEBIT, part, Side.CREDIT, part));
        List<Leg> taken = new ArrayList<>(legs.size());
        for (Leg leg : legs) {
            Money rest = left.getOrDefault(leg.side(), part);
            Money mine = leg.amount().isMoreThan(rest) ? rest : leg.amount();
            if (!mine.isZero()) {
                taken.add(new Leg(leg.account(), leg.side(), mine));
                left.put(leg.side(), rest.minus(mine));
            }
        }
        return new Posting(holdNo, kind, reference, taken);
    }
}
