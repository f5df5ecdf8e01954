package com.suanpan.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlertsTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    private final Outbound outbound =
            new Outbound(new CallLimits(Duration.ofSeconds(3), Duration.ofSeconds(10), 8));

    @AfterEach
    void stop() {
        outbound.close();
    }

    @Test
    void an_alert_reaches_the_webhook() throws Exception {
        BlockingQueue<String> got = new LinkedBlockingQueue<>();
        try (Peer peer =
                        new Peer((request, to) -> {
                            got.add(request.body());
                            to.write(Peer.response(200, ""));
                        });
                Alerts alerts = new Alerts(outbound, CLOCK, peer.uri("/alert").toString())) {
            alerts.raise("NOTICE_EXHAUSTED", "123", "the merchant never listened");

            assertThat(got.poll(5, TimeUnit.SECONDS))
                    .isEqualTo(
                            """
                            {"at":"2026-01-02T03:04:05Z","kind":"NOTICE_EXHAUSTED","subject":"123","text":"the merchant never listened"}\
                            """);
        }
    }

    @Test
    void a_dead_webhook_never_holds_up_whoever_raises() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (Peer peer = new Peer((_, _) -> never.await());
                Alerts alerts = new Alerts(outbound, CLOCK, peer.uri("/").toString())) {
            long began = System.nanoTime();
            for (int i = 0; i < 250; i++) {
                alerts.raise("K", "s" + i, "t");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isLessThan(Duration.ofSeconds(5));
            never.countDown();
        }
    }

    @Test
    void without_a_webhook_an_alert_is_a_log_line() {
        try (Alerts alerts = new Alerts(outbound, CLOCK, "")) {
            alerts.raise("K", "s", "t");
        }
    }
}
