package com.suanpan.callback;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.channel.RawCallback;
import com.suanpan.store.TestDatabase;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class RefusedCallbacksTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final JdbcClient JDBC = DATABASE.jdbc();

    private final RefusedCallbacks table = new RefusedCallbacks(JDBC);

    @BeforeEach
    void nothing_is_kept() {
        JDBC.sql("delete from callback_refused").update();
    }

    @AfterAll
    static void closed() {
        DATABASE.close();
    }

    @Test
    void the_newest_of_each_account_and_the_newest_of_all_are_kept() {
        for (String account : List.of("old-1", "flooded-1", "calm-1")) {
            List<RefusedCallback> refused = new ArrayList<>();
            for (int i = 0; i < (account.equals("flooded-1") ? 30 : 4); i++) {
                refused.add(refused(account, "body " + i));
            }
            table.add(refused);
        }

        table.trim(6, 12);

        assertThat(bodies("flooded-1")).hasSize(6).contains("body 29", "body 24");
        assertThat(bodies("calm-1")).hasSize(4);
        assertThat(bodies("old-1")).isEmpty();
    }

    @Test
    void what_a_stranger_sends_is_cut_masked_and_always_storable() {
        byte[] body = new byte[64 * 1024];
        byte[] head = "openid=oUpF8uMuAJO_M2pxb1Q9&x=\0".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(head, 0, body, 0, head.length);
        for (int i = head.length; i < body.length; i++) {
            body[i] = (byte) i;
        }

        table.add(List.of(refused("odd-1", body)));

        assertThat(bodies("odd-1"))
                .singleElement()
                .satisfies(kept -> {
                    assertThat(kept).startsWith("openid=oUpF***&x=\ufffd").hasSizeLessThan(4_097);
                });
        assertThat(JDBC.sql("select headers from callback_refused").query(String.class).single())
                .contains("wechatpay-serial: 7A")
                .doesNotContain("session");
    }

    @Test
    void a_flood_costs_one_small_batch_a_pause_and_never_waits() throws Exception {
        List<Integer> batches = new CopyOnWriteArrayList<>();
        CountDownLatch first = new CountDownLatch(1);
        RefusedLog.Sink counting =
                batch -> {
                    batches.add(batch.size());
                    first.countDown();
                };
        try (RefusedLog log = new RefusedLog(counting, Duration.ofMinutes(1))) {
            RefusedCallback one = refused("flooded-1", "x");
            for (int i = 0; i < 100_000; i++) {
                log.add(one);
            }
            first.await();
            assertThat(batches).hasSize(1);
        }
        assertThat(batches).allMatch(size -> size <= 50);
        assertThat(batches.stream().mapToInt(Integer::intValue).sum()).isLessThanOrEqualTo(250);
    }

    @Test
    void a_batch_that_cannot_be_kept_does_not_end_the_log() {
        List<RefusedCallback> kept = new CopyOnWriteArrayList<>();
        List<String> tries = new CopyOnWriteArrayList<>();
        RefusedLog.Sink broken =
                batch -> {
                    tries.add("try");
                    if (tries.size() == 1) {
                        throw new IllegalStateException("no database");
                    }
                    kept.addAll(batch);
                };
        try (RefusedLog log = new RefusedLog(broken, Duration.ofMillis(1))) {
            log.add(refused("a-1", "lost"));
            org.awaitility.Awaitility.await().until(() -> tries.size() == 1);
            log.add(refused("a-1", "kept"));
        }
        assertThat(kept).extracting(RefusedCallback::body).containsExactly("kept");
    }

    private static List<String> bodies(String channelCode) {
        return JDBC.sql("select body from callback_refused where channel_code = :code")
                .param("code", channelCode)
                .query(String.class)
                .list();
    }

    private static RefusedCallback refused(String channelCode, String body) {
        return refused(channelCode, body.getBytes(StandardCharsets.UTF_8));
    }

    private static RefusedCallback refused(String channelCode, byte[] body) {
        return RefusedCallback.of(
                channelCode,
                "payment",
                new Verdict.Refused("BAD_SIGNATURE", "by nobody \ud800", false),
                InetAddress.ofLiteral("203.0.113.7"),
                new RawCallback(
                        "POST",
                        Map.of(
                                "cookie", List.of("session=1"),
                                "wechatpay-serial", List.of("7A")),
                        "",
                        body),
                Instant.parse("2026-11-23T07:00:00Z"));
    }
}
