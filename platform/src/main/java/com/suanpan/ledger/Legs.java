package com.suanpan.ledger;

import com.suanpan.money.Currency;
import com.suanpan.money.Money;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The legs of a movement (分录): in one currency, debits equal to credits, between two accounts at
/// least.
final class Legs {

    private Legs() {}

    /// A copy of legs that balance; throws if they do not.
    static List<Leg> balanced(String no, List<Leg> given) {
        List<Leg> legs = List.copyOf(given);
        if (legs.stream().map(Leg::account).distinct().count() < 2) {
            throw new IllegalArgumentException(no + ": two accounts at least");
        }
        Map<Side, Long> sums = new EnumMap<>(Side.class);
        Currency currency = legs.getFirst().account().currency();
        for (Leg leg : legs) {
            if (leg.account().currency() != currency) {
                throw new IllegalArgumentException(no + ": one currency");
            }
            sums.merge(leg.side(), leg.amount().minor(), Math::addExact);
        }
        if (!sums.getOrDefault(Side.DEBIT, 0L).equals(sums.getOrDefault(Side.CREDIT, 0L))) {
            throw new IllegalArgumentException(no + ": debits differ from credits");
        }
        return legs;
    }

    /// What decides whether the same number means the same movement.
    static String content(PostingKind kind, String reference, List<Leg> legs) {
        StringBuilder text = new StringBuilder(kind.name()).append('|').append(reference);
        for (Leg leg : legs) {
            text.append('|')
                    .append(leg.account().accountNo())
                    .append(leg.side() == Side.DEBIT ? " D " : " C ")
                    .append(leg.amount().minor());
        }
        return text.toString();
    }

    /// What one side moves.
    static Money amount(List<Leg> legs) {
        Money sum = Money.zero(legs.getFirst().account().currency());
        for (Leg leg : legs) {
            if (leg.side() == Side.DEBIT) {
                sum = sum.plus(leg.amount());
            }
        }
        return sum;
    }
}
