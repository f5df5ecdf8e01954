package com.suanpan.money;

import java.util.Arrays;
import java.util.Optional;

/// A currency (币种) that the platform keeps books in.
public enum Currency {
    /// Renminbi (人民币): ISO 4217 number 156, 100 fen (分) to the yuan (元).
    CNY(2, "156");

    private final int digits;
    private final String numeric;

    Currency(int digits, String numeric) {
        this.digits = digits;
        this.numeric = numeric;
    }

    /// How many decimals the major unit has.
    public int digits() {
        return digits;
    }

    /// The three-digit ISO 4217 number, as UnionPay and the banks write it.
    public String numeric() {
        return numeric;
    }

    /// The currency of an ISO 4217 code, if we keep books in it.
    public static Optional<Currency> of(String code) {
        return Arrays.stream(values()).filter(c -> c.name().equals(code)).findFirst();
    }
}
