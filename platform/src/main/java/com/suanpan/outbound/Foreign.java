package com.suanpan.outbound;

/// Texts that came from outside and are kept for operators only: short, in one line, and such as
/// PostgreSQL stores. What a peer babbles must never keep a fact from being stored.
public final class Foreign {

    private static final int MOST = 300;

    private Foreign() {}

    public static String text(String from) {
        StringBuilder kept = new StringBuilder(Math.min(from.length(), MOST));
        from.codePoints()
                .limit(MOST)
                .map(c ->
                        Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE
                                ? ' '
                                : c)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
