package com.suanpan.money;

import java.math.BigInteger;

/// A rate (费率) in basis points: 60 is 0.60 %. The one place where money is rounded.
public record Rate(int bps) {

    private static final int WHOLE = 10_000;

    public Rate {
        if (bps < 0 || bps > WHOLE) {
            throw new IllegalArgumentException("a rate is 0 to 10000 basis points, not " + bps);
        }
    }

    /// This share of an amount, rounded half up to the minor unit.
    public Money of(Money amount) {
        return new Money(multiply(amount.minor(), bps, WHOLE, WHOLE / 2), amount.currency());
    }

    static long multiply(long minor, long times, long over, long add) {
        return BigInteger.valueOf(minor)
                .multiply(BigInteger.valueOf(times))
                .add(BigInteger.valueOf(add))
                .divide(BigInteger.valueOf(over))
                .longValueExact();
    }
}
