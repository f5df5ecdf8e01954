package com.suanpan.bench;

/// Amounts as people and the merchant's API write them; inside they are fen (分) in a `long`.
final class Yuan {

    private static final int FEN = 100;

    private Yuan() {}

    static String of(long fen) {
        return "%d.%02d".formatted(fen / FEN, fen % FEN);
    }
}
