package com.suanpan.gateway;

import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;

/// Numbers of calls (请求号): the time in Shanghai to the millisecond and 8 random hex digits. They find a
/// call in the log; no money hangs on them.
@Component
class RequestNumbers {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS").withZone(ZoneId.of("Asia/Shanghai"));

    private final Clock clock;

    RequestNumbers(Clock clock) {
        this.clock = clock;
    }

    String next() {
        return TIME.format(clock.instant())
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    }
}
