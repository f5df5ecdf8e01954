package com.suanpan.number;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.IntSupplier;

/// Makes our business numbers (单号): `yyMMddHHmmss` (UTC+8), slot 4, server 3, sequence 7; 26 digits,
/// ordered by time for each server. The sequence begins anew each second; a clock that steps back is
/// waited out by numbering on under the latest second seen.
public final class BusinessNumbers {

    public static final int LENGTH = 26;

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyMMddHHmmss").withZone(CHINA);
    private static final int MOST_A_SECOND = 10_000_000;

    private final Clock clock;
    private final IntSupplier server;
    private long second = Long.MIN_VALUE;
    private String secondText = "";
    private int sequence;

    /// `server` gives this server's number, 0 to 999, which no other running server has; it may
    /// throw when the number can no longer be vouched for.
    public BusinessNumbers(Clock clock, IntSupplier server) {
        this.clock = clock;
        this.server = server;
    }

    /// What the numbers of this second begin with: as text, all earlier ones are less, all others are
    /// not.
    public static String beginningAt(Instant instant) {
        return SECOND.format(instant);
    }

    /// The next number for this merchant; no two calls ever get the same.
    public String next(String merchantId) {
        int serverNo = server.getAsInt();
        String head;
        int mine;
        synchronized (this) {
            long now = clock.instant().getEpochSecond();
            if (now > second) {
                second = now;
                secondText = SECOND.format(Instant.ofEpochSecond(now));
                sequence = 0;
            }
            if (sequence == MOST_A_SECOND) {
                second++;
                secondText = SECOND.format(Instant.ofEpochSecond(second));
                sequence = 0;
            }
            head = secondText;
            mine = sequence++;
        }
        StringBuilder no = new StringBuilder(LENGTH).append(head);
        padded(no, Lanes.slotOf(merchantId), 4);
        padded(no, serverNo, 3);
        padded(no, mine, 7);
        return no.toString();
    }

    /// Whether a text has the form of our numbers.
    public static boolean isOurs(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static void padded(StringBuilder to, int value, int width) {
        String digits = Integer.toString(value);
        to.repeat('0', width - digits.length()).append(digits);
    }
}
