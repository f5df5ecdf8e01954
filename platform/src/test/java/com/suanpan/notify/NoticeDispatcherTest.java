package com.suanpan.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NoticeDispatcherTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final CountDownLatch slowEnds = new CountDownLatch(1);
    private final AtomicInteger slowUnderWay = new AtomicInteger();
    private final NoticeDispatcher dispatcher =
            new NoticeDispatcher(
                    this::send,
                    new NoticeLimits(3, 8, Duration.ofSeconds(10)),
                    Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void stop() {
        slowEnds.countDown();
        dispatcher.close();
    }

    @Test
    void a_slow_merchant_delays_no_other() {
        dispatcher.take(of("slow", 100));
        await().until(() -> slowUnderWay.get() == 3);

        dispatcher.take(of("quick", 20));

        await().untilAsserted(() -> assertThat(sent).hasSize(20));
        assertThat(slowUnderWay).hasValue(3);
        assertThat(dispatcher.busy(64)).containsExactly("slow");
        slowEnds.countDown();
        await().untilAsserted(() -> assertThat(sent).hasSize(120));
        assertThat(dispatcher.busy(0)).isEmpty();
    }

    @Test
    void many_slow_merchants_leave_places_for_the_quick() {
        dispatcher.take(of("slow-1", 10));
        dispatcher.take(of("slow-2", 10));
        dispatcher.take(of("slow-3", 10));
        await().until(() -> slowUnderWay.get() == 7);

        dispatcher.take(of("quick", 20));

        await().untilAsserted(() -> assertThat(sent).hasSize(20));
        assertThat(slowUnderWay).hasValue(7);
        slowEnds.countDown();
        await().untilAsserted(() -> assertThat(sent).hasSize(50));
    }

    @Test
    void all_together_are_bounded_and_merchants_take_turns() {
        for (int i = 1; i <= 9; i++) {
            dispatcher.take(of("slow-" + i, 10));
        }

        await().until(() -> slowUnderWay.get() == 8);
        dispatcher.take(of("quick", 1));
        assertThat(sent).isEmpty();
        slowEnds.countDown();
        await().untilAsserted(() -> assertThat(sent).hasSize(91));
        assertThat(sent.indexOf("quick-0")).isLessThan(60);
    }

    @Test
    void a_notice_whose_lease_could_end_under_way_is_let_go() {
        dispatcher.take(
                List.of(
                        NoticeSamples.notice("quick", "late", NOW.plusSeconds(14)),
                        NoticeSamples.notice("quick", "early", NOW.plusSeconds(16))));

        await().untilAsserted(() -> assertThat(sent).containsExactly("early"));
        assertThat(dispatcher.busy(0)).isEmpty();
    }

    @Test
    void what_does_not_fit_is_let_go() {
        dispatcher.take(of("slow", 2_010));
        slowEnds.countDown();
        await().until(() -> dispatcher.busy(0).isEmpty());
        assertThat(sent.size()).isBetween(2_000, 2_003);
        assertThat(dispatcher.room()).isEqualTo(20_000);
    }

    @Test
    void after_closing_nothing_begins() {
        dispatcher.close();
        dispatcher.take(of("quick", 3));
        assertThat(dispatcher.room()).isZero();
        assertThat(sent).isEmpty();
    }

    private void send(Notice notice) {
        if (notice.merchantId().startsWith("slow")) {
            slowUnderWay.incrementAndGet();
            try {
                slowEnds.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            slowUnderWay.decrementAndGet();
        }
        sent.add(notice.noticeNo());
    }

    private static List<Notice> of(String merchantId, int count) {
        List<Notice> notices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            notices.add(
                    NoticeSamples.notice(merchantId, merchantId + "-" + i, NOW.plusSeconds(30)));
        }
        return notices;
    }
}
