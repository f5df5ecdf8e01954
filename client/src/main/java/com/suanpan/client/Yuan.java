package com.suanpan.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Amounts as the API writes them, yuan (元) in a string, to fen (分) in a `long` and back, exactly. An
/// amount that ever was a `double` is already wrong.
public final class Yuan {

    private static final int FEN = 100;
    private static final long MOST = 999_999_999_999_999L;
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,13})(?:\\.([0-9]{1,2}))?");

    private Yuan() {}

    /// "12.34", "12.3" or "12" as fen.
    ///
    /// @throws IllegalArgumentException for anything else: signs, exponents, a third decimal, more than
    ///     thirteen digits before the point
    public static long fen(String yuan) {
        Matcher parts = TEXT.matcher(yuan);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not an amount in yuan: " + yuan);
        }
        String decimals = parts.group(2) == null ? "" : parts.group(2);
        return Long.parseLong(parts.group(1)) * FEN
                + Long.parseLong((decimals + "00").substring(0, 2));
    }

    /// Fen as "12.34".
    ///
    /// @throws IllegalArgumentException if it is negative, or more than `fen` reads
    public static String of(long fen) {
        if (fen < 0 || fen > MOST) {
            throw new IllegalArgumentException("not an amount in fen: " + fen);
        }
        long rest = fen % FEN;
        return fen / FEN + (rest < 10 ? ".0" : ".") + rest;
    }
}
