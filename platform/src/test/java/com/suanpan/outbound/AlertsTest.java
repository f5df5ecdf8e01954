package com.suanpan.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.store.TestDatabase;
import com.suanpan.store.TickingClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class AlertsTest {

    private static final TestDatabase DATABASE = TestDatabase.create();

    private final TickingClock clock = new TickingClock(Instant.parse("2026-01-02T03:04:05Z"));
    private final JdbcClient jdbc = JdbcClient.create(DATABASE.dataSource());
    private final TransactionTemplate transaction =
            new TransactionTemplate(new JdbcTransactionManager(DATABASE.dataSource()));
    private final AlertRows rows = new AlertRows(jdbc);

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @AfterEach
    void forget() {
        jdbc.sql("delete from alert").update();
    }

    @Test
    void an_alert_is_kept_as_a_row() {
        try (Alerts alerts = alerts(rows)) {
            alerts.raise("NOTICE_EXHAUSTED", "123", "the merchant never listened");
        }

        assertThat(texts()).containsExactly("the merchant never listened");
    }

    @Test
    void an_alert_of_a_transaction_is_there_if_it_commits_and_only_then() {
        try (Alerts alerts = alerts(rows)) {
            Alert alert = new Alert("STRAY_MONEY", "1", "88.00 CNY came");
            transaction.executeWithoutResult(status -> {
                alerts.raiseWithin(List.of(alert, alert));
                status.setRollbackOnly();
            });
            assertThat(texts()).isEmpty();

            transaction.executeWithoutResult(_ -> alerts.raiseWithin(List.of(alert, alert)));
            assertThat(texts()).containsExactly("88.00 CNY came");
        }
    }

    @Test
    void a_flood_about_one_subject_is_told_once_in_ten_minutes_by_all_servers() {
        try (Alerts alerts = alerts(rows)) {
            for (int i = 0; i < 5_000; i++) {
                alerts.raise("CHANNEL_ANSWER", "wechat-1", "flow " + i);
            }
            alerts.raise("STRAY_MONEY", "1", "t");
        }
        assertThat(texts()).containsExactlyInAnyOrder("flow 0", "t");

        clock.tick(Duration.ofMinutes(9));
        try (Alerts another = alerts(rows)) {
            another.raise("CHANNEL_ANSWER", "wechat-1", "still quiet");
        }
        assertThat(texts()).containsExactlyInAnyOrder("flow 0", "t");

        clock.tick(Duration.ofMinutes(1));
        try (Alerts another = alerts(rows)) {
            another.raise("CHANNEL_ANSWER", "wechat-1", "ten minutes later");
        }
        assertThat(texts()).containsExactlyInAnyOrder("ten minutes later", "t");
    }

    @Test
    void a_database_that_hangs_never_holds_up_whoever_raises() {
        CountDownLatch never = new CountDownLatch(1);
        AlertBook hanging =
                (_, _) -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                };
        try (Alerts alerts = alerts(hanging)) {
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
    void an_alert_is_short_and_without_what_the_table_cannot_hold() {
        Alert alert = new Alert("K", "s", "a\0b" + "x".repeat(5_000));

        assertThat(alert.text()).startsWith("a b").hasSize(1_001).endsWith("…");
    }

    private Alerts alerts(AlertBook book) {
        return new Alerts(book, clock, new SimpleMeterRegistry());
    }

    private List<String> texts() {
        return jdbc.sql("select text from alert").query(String.class).list();
    }
}
