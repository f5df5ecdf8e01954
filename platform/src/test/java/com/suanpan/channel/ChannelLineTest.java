package com.suanpan.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.number.Lanes;
import com.suanpan.outbound.ChannelAnswer;
import com.suanpan.outbound.ChannelCall;
import com.suanpan.outbound.Outbound;
import com.suanpan.outbound.Outbounds;
import com.suanpan.outbound.Peer;
import com.suanpan.secret.Secret;
import com.suanpan.store.TestDatabase;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ChannelLineTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String FLOW_NO = "26010211040500070010000001";
    private static final ChannelAccount ACCOUNT =
            new ChannelAccount(
                    "still-1",
                    "静",
                    "STILL",
                    1,
                    Map.of("key", new Secret("k")),
                    true,
                    100,
                    null,
                    Set.of());

    private final JdbcClient jdbc = DATABASE.jdbc();
    private final Lanes lanes = new Lanes(2);
    private final Outbound outbound = Outbounds.within(Duration.ofMillis(500));
    private final MessageLog log =
            new MessageLog(new ChannelMessages(jdbc), lanes, Outbounds.alerts());
    private final ChannelLine line =
            new ChannelLine(outbound, log, new ChannelClocks(), Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void stop() throws Exception {
        log.close();
        outbound.close();
        jdbc.sql("delete from channel_message").update();
    }

    @AfterAll
    static void closeDatabase() {
        DATABASE.close();
    }

    @Test
    void question_and_answer_are_kept_masked_in_the_lane_of_their_number() throws Exception {
        try (Peer peer = Peer.answering(200, "{\"payer\":\"oABCDEFGH\",\"ok\":\"yes\"}")) {
            ChannelAnswer answer =
                    call(peer.uri("/pay?payer=oABCDEFGH&x=1"), "payer=oABCDEFGH&a=1");
            assertThat(answer).isInstanceOf(ChannelAnswer.Received.class);
        }
        log.close();

        Map<String, Object> kept = jdbc.sql("select * from channel_message").query().singleRow();
        assertThat(kept)
                .containsEntry("lane", lanes.ofNumber(FLOW_NO))
                .containsEntry("channel_code", "still-1")
                .containsEntry("operation", "pay")
                .containsEntry("request_no", FLOW_NO)
                .containsEntry("outcome", "RECEIVED")
                .containsEntry("status", 200)
                .containsEntry("request", "payer=oABC***&a=1")
                .containsEntry("answer", "{\"payer\":\"oABC***\",\"ok\":\"yes\"}");
        assertThat((String) kept.get("url")).endsWith("/pay?payer=oABC***&x=1");
    }

    @Test
    void a_call_without_an_answer_is_kept_with_its_reason() throws Exception {
        Peer gone = Peer.answering(200, "");
        gone.close();
        assertThat(call(gone.uri("/"), "x")).isInstanceOf(ChannelAnswer.NotSent.class);
        try (Peer mute = new Peer((_, _) -> {})) {
            assertThat(call(mute.uri("/"), "x")).isInstanceOf(ChannelAnswer.Lost.class);
        }
        log.close();

        assertThat(
                        jdbc.sql(
                                        "select outcome, status, answer from channel_message order by message_id")
                                .query()
                                .listOfRows())
                .satisfiesExactly(
                        row ->
                                assertThat(row)
                                        .containsEntry("outcome", "NOT_SENT")
                                        .containsEntry("status", null),
                        row -> assertThat((String) row.get("answer")).contains("no whole answer"));
    }

    @Test
    void a_long_or_unmaskable_body_harms_nothing() throws Exception {
        try (Peer peer = Peer.answering(200, "x\0y".repeat(10_000))) {
            line.call(
                    ACCOUNT,
                    "pay",
                    "short-1",
                    request(peer.uri("/"), "{}"),
                    body -> new String(body, StandardCharsets.UTF_8));
            line.call(
                    ACCOUNT,
                    "pay",
                    "short-2",
                    request(peer.uri("/"), "{}"),
                    _ -> {
                        throw new IllegalStateException("no mask");
                    });
        }
        log.close();

        List<String> answers =
                jdbc.sql("select answer from channel_message where lane = 0 order by message_id")
                        .query(String.class)
                        .list();
        assertThat(answers).hasSize(2);
        assertThat(answers.getFirst())
                .startsWith("x y")
                .endsWith("… (30000)")
                .hasSizeLessThan(8_100);
        assertThat(answers.getLast()).startsWith("not kept");
    }

    @Test
    void an_answer_that_is_no_http_is_kept_without_its_raw_bytes() throws Exception {
        byte[] noise = ("\0\1" + "x\0".repeat(2_000) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        try (Peer peer = new Peer((_, to) -> to.write(noise))) {
            assertThat(call(peer.uri("/"), "x")).isInstanceOf(ChannelAnswer.Lost.class);
        }
        log.close();

        assertThat(jdbc.sql("select answer from channel_message").query(String.class).single())
                .isNotBlank()
                .doesNotContainPattern("\\p{Cntrl}")
                .hasSizeLessThanOrEqualTo(300);
    }

    @Test
    void a_message_that_the_table_does_not_take_harms_no_other() {
        for (int i = 0; i < 50; i++) {
            log.add(message(i, i == 7 || i == 31 ? "\0" : "q"));
        }
        log.close();

        assertThat(jdbc.sql("select url from channel_message").query(String.class).list())
                .hasSize(48)
                .doesNotContain("http://x/7", "http://x/31");
    }

    @Test
    void a_stuck_table_never_holds_up_a_call() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        AtomicInteger written = new AtomicInteger();
        MessageLog slow =
                new MessageLog(
                        (_, batch) -> {
                            try {
                                stuck.await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            written.addAndGet(batch.size());
                        },
                        lanes,
                        Outbounds.alerts());
        for (int i = 0; i < 5_000; i++) {
            slow.add(message(i));
        }
        stuck.countDown();
        slow.close();

        assertThat(written.get()).isBetween(4_000, 4_200);
    }

    @Test
    void messages_older_than_their_time_are_forgotten_in_small_steps() {
        ChannelMessages messages = new ChannelMessages(jdbc);
        messages.add(1, List.of(message(1), message(2), message(3)));

        assertThat(messages.forget(1, NOW, 10)).isZero();
        assertThat(messages.forget(0, NOW.plusSeconds(1), 10)).isZero();
        assertThat(messages.forget(1, NOW.plusSeconds(1), 2)).isEqualTo(2);
        assertThat(messages.forget(1, NOW.plusSeconds(1), 2)).isEqualTo(1);
    }

    private ChannelAnswer call(URI uri, String body) {
        return line.call(ACCOUNT, "pay", FLOW_NO, request(uri, body), new MaskedFields("payer"));
    }

    private static ChannelCall request(URI uri, String body) {
        return new ChannelCall(
                "still-1", "POST", uri, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static ChannelMessage message(int i) {
        return message(i, "q");
    }

    private static ChannelMessage message(int i, String request) {
        return new ChannelMessage(
                "still-1",
                "query",
                FLOW_NO,
                "http://x/" + i,
                request,
                ChannelMessage.Outcome.LOST,
                null,
                "a",
                1,
                NOW);
    }
}
