package com.suanpan.sandbox;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;

/// Numbers that a provider gives out: never twice, not even after a restart.
public final class Serials {

    public static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(CHINA);

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final AtomicInteger last;

    Serials(Clock clock) {
        this.clock = clock;
        last = new AtomicInteger(random.nextInt(900_000));
    }

    /// `prefix`, the second, a running number: `prefix.length() + 20` digits.
    public String number(String prefix) {
        int running = Math.floorMod(last.incrementAndGet(), 1_000_000);
        return prefix + SECOND.format(clock.instant()) + String.format("%06d", running);
    }

    /// Random hex, two letters a byte.
    public String hex(int bytes) {
        byte[] raw = new byte[bytes];
        random.nextBytes(raw);
        return HexFormat.of().formatHex(raw);
    }

    /// Random digits; the first is not zero.
    public String digits(int length) {
        StringBuilder digits = new StringBuilder().append(1 + random.nextInt(9));
        while (digits.length() < length) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }
}
