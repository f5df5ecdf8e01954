package com.suanpan.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.suanpan.store.StartRefused;
import com.suanpan.store.TickingClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertsTest {

    private final TickingClock clock = new TickingClock(Instant.parse("2026-01-02T03:04:05Z"));

    private final Outbound outbound =
            new Outbound(
                    new CallLimits(Duration.ofSeconds(3), Duration.ofSeconds(10), 8),
                    new SimpleMeterRegistry());

    @AfterEach
    void stop() {
        outbound.close();
    }

    @Test
    void an_alert_reaches_the_webhook() throws Exception {
        BlockingQueue<String> got = new LinkedBlockingQueue<>();
        try (Peer peer = noting(got);
                Alerts alerts =
                        new Alerts(
                                outbound,
                                clock,
                                new SimpleMeterRegistry(),
                                peer.uri("/alert").toString())) {
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
                Alerts alerts =
                        new Alerts(
                                outbound,
                                clock,
                                new SimpleMeterRegistry(),
                                peer.uri("/").toString())) {
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
        try (Alerts alerts = new Alerts(outbound, clock, new SimpleMeterRegistry(), "")) {
            alerts.raise("K", "s", "t");
        }
    }

    @Test
    void a_flood_about_one_subject_drowns_no_other_alert() throws Exception {
        BlockingQueue<String> got = new LinkedBlockingQueue<>();
        try (Peer peer = noting(got);
                Alerts alerts =
                        new Alerts(
                                outbound,
                                clock,
                                new SimpleMeterRegistry(),
                                peer.uri("/").toString())) {
            for (int i = 0; i < 5_000; i++) {
                alerts.raise("CHANNEL_ANSWER", "wechat-1", "flow " + i);
            }
            alerts.raise("STRAY_MONEY", "1", "t");
            assertThat(got.poll(5, TimeUnit.SECONDS)).contains("flow 0");
            assertThat(got.poll(5, TimeUnit.SECONDS)).contains("STRAY_MONEY");

            clock.tick(Duration.ofMinutes(9));
            alerts.raise("CHANNEL_ANSWER", "wechat-1", "still quiet");
            clock.tick(Duration.ofMinutes(1));
            alerts.raise("CHANNEL_ANSWER", "wechat-1", "ten minutes later");
            assertThat(got.poll(5, TimeUnit.SECONDS)).contains("ten minutes later");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "ftp://hook.example/token", "http://", "https://a b/token"})
    void a_webhook_that_cannot_be_called_refuses_the_start(String webhook) {
        assertThatThrownBy(() -> new Alerts(outbound, clock, new SimpleMeterRegistry(), webhook))
                .isInstanceOf(StartRefused.class)
                .hasMessageStartingWith("suanpan.alert.webhook ")
                .hasMessageNotContaining("token");
    }

    private static Peer noting(BlockingQueue<String> got) throws IOException {
        return new Peer((request, to) -> {
            got.add(request.body());
            to.write(Peer.response(200, ""));
        });
    }
}
