package com.suanpan.money;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/// An amount (金额) in minor units (fen, 分) of one currency; never negative, for direction belongs
/// to the posting. Arithmetic is exact: it throws on overflow and on mixed currencies.
public record Money(long minor, Currency currency) implements Comparable<Money> {

    private static final Pattern TEXT = Pattern.compile("[0-9]{1,13}(\\.[0-9]{1,2})?");

    public Money {
        Objects.requireNonNull(currency);
        if (minor < 0) {
            throw new IllegalArgumentException("negative amount: " + minor);
        }
    }

    public static Money of(long minor, Currency currency) {
        return new Money(minor, currency);
    }

    /// Renminbi, in fen.
    public static Money cny(long fen) {
        return new Money(fen, Currency.CNY);
    }

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /// Reads an amount in major units ("100.00", "0.1", "7"): ASCII digits and at most two decimals;
    /// empty for anything else. Nothing is rounded.
    public static Optional<Money> parse(String text, Currency currency) {
        if (!TEXT.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new Money(
                        new BigDecimal(text).movePointRight(currency.digits()).longValueExact(),
                        currency));
    }

    /// The amount in major units with all its decimals, "100.00"; what `parse` reads.
    public String text() {
        return BigDecimal.valueOf(minor, currency.digits()).toPlainString();
    }

    public boolean isZero() {
        return minor == 0;
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(minor, same(other).minor), currency);
    }

    /// The difference; throws if the other amount is greater.
    public Money minus(Money other) {
        return new Money(Math.subtractExact(minor, same(other).minor), currency);
    }

    public boolean isMoreThan(Money other) {
        return minor > same(other).minor;
    }

    /// What of it falls to a part of a whole, rounded half up to the minor unit. The whole is more than
    /// nothing.
    public Money shareOf(Money part, Money whole) {
        long over = same(whole).minor;
        return new Money(Rate.multiply(minor, same(part).minor, over, over / 2), currency);
    }

    /// Parts in proportion to the weights (none negative, not all zero) whose sum is the whole; the
    /// fen that do not divide go to the first parts, one each.
    public List<Money> split(int... weights) {
        long sum = 0;
        for (int weight : weights) {
            if (weight < 0) {
                throw new IllegalArgumentException("negative weight: " + weight);
            }
            sum += weight;
        }
        if (sum == 0) {
            throw new IllegalArgumentException("no weight");
        }
        List<Money> parts = new ArrayList<>(weights.length);
        long rest = minor;
        for (int weight : weights) {
            long part = Rate.multiply(minor, weight, sum, 0);
            parts.add(new Money(part, currency));
            rest -= part;
        }
        for (int i = 0; rest > 0; i++) {
            if (weights[i] > 0) {
                parts.set(i, new Money(parts.get(i).minor + 1, currency));
                rest--;
            }
        }
        return parts;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(minor, same(other).minor);
    }

    @Override
    public String toString() {
        return text() + " " + currency;
    }

    private Money same(Money other) {
        if (currency != other.currency) {
            throw new IllegalArgumentException(
                    "mixed currencies: " + currency + ", " + other.currency);
        }
        return other;
    }
}
