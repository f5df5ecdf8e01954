package com.suanpan.ledger;

import com.suanpan.money.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// A posting (记账): what is moved, in one currency, debits equal to credits, between two accounts at
/// least. Its number makes it idempotent: the same number moves nothing twice.
///
/// @param postingNo unique within its lane; from `PostingKind.postingNo`
/// @param reference the business number that it belongs to
public record Posting(String postingNo, PostingKind kind, String reference, List<Leg> legs) {

    public Posting {
        legs = List.copyOf(legs);
        if (legs.stream().map(Leg::account).distinct().count() < 2) {
            throw new IllegalArgumentException(postingNo + ": two accounts at least");
        }
        Map<Side, Long> sums = new EnumMap<>(Side.class);
        Currency currency = legs.getFirst().account().currency();
        for (Leg leg : legs) {
            if (leg.account().currency() != currency) {
                throw new IllegalArgumentException(postingNo + ": one currency");
            }
            sums.merge(leg.side(), leg.amount().minor(), Math::addExact);
        }
        if (!sums.getOrDefault(Side.DEBIT, 0L).equals(sums.getOrDefault(Side.CREDIT, 0L))) {
            throw new IllegalArgumentException(postingNo + ": debits differ from credits");
        }
    }

    /// A posting for a business number.
    public static Posting of(PostingKind kind, String reference, List<Leg> legs) {
        return new Posting(kind.postingNo(reference), kind, reference, legs);
    }

    /// What decides whether the same number means the same posting.
    String content() {
        StringBuilder text = new StringBuilder(kind.name()).append('|').append(reference);
        for (Leg leg : legs) {
            text.append('|')
                    .append(leg.account().accountNo())
                    .append(leg.side() == Side.DEBIT ? " D " : " C ")
                    .append(leg.amount().minor());
        }
        return text.toString();
    }
}
