package com.suanpan.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.suanpan.store.StartRefused;
import com.suanpan.store.TestDatabase;
import com.suanpan.store.TickingClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

class AlertSenderTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final String TAKEN = "{\"errcode\":0,\"errmsg\":\"ok\"}";

    private final TickingClock clock = new TickingClock(Instant.parse("2026-01-02T03:04:05Z"));
    private final JdbcClient jdbc = JdbcClient.create(DATABASE.dataSource());
    private final AlertRows rows = new AlertRows(jdbc);
    private final List<Peer.Request> heard = Collections.synchronizedList(new ArrayList<>());
    private final Queue<String> answers = new ArrayDeque<>();
    private final Peer peer =
            new Peer((request, to) -> {
                heard.add(request);
                String answer = answers.poll();
                to.write(Peer.response(200, answer == null ? TAKEN : answer));
            });
    private final Outbound outbound =
            new Outbound(
                    new CallLimits(Duration.ofSeconds(3), Duration.ofSeconds(10), 8, Duration.ZERO),
                    new SimpleMeterRegistry());

    AlertSenderTest() throws IOException {}

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @AfterEach
    void stop() throws IOException {
        jdbc.sql("delete from alert").update();
        outbound.close();
        peer.close();
    }

    @Test
    void a_program_gets_each_alert_as_flat_json() {
        given("NOTICE_EXHAUSTED", "123", "the merchant never listened");
        AlertSender sender = sender("json", "");

        sender.send();
        sender.send();

        assertThat(heard)
                .singleElement()
                .extracting(Peer.Request::body)
                .isEqualTo(
                        """
                        {"at":"2026-01-02T03:04:05Z","kind":"NOTICE_EXHAUSTED","subject":"123","text":"the merchant never listened"}\
                        """);
    }

    @Test
    void dingtalk_gets_a_signed_text_in_both_languages() {
        given("STRAY_MONEY", "26010203", "88.00 CNY came");

        sender("dingtalk", "SEC-test").send();

        Peer.Request request = heard.getFirst();
        assertThat(request.head().lines().findFirst())
                .hasValueSatisfying(line ->
                        assertThat(line)
                                .startsWith(
                                        "POST /robot/send?access_token=x&timestamp=1767323045000")
                                .contains(
                                        "&sign=kRYZIo%2BEzFl8lzMAE87y6Q58E1Xsx7KoT3LrmgC9fvk%3D"));
        var message = JsonMapper.shared().readTree(request.body());
        assertThat(message.get("msgtype").stringValue()).isEqualTo("text");
        assertThat(message.get("text").get("content").stringValue())
                .startsWith(
                        "Suanpan 算盘 告警\n\n【STRAY_MONEY】异常到账 / money came that belongs to no order")
                .contains("对象 subject: 26010203", "内容 text: 88.00 CNY came", "处理: ", "To do: ")
                .endsWith("时间 at: 2026-01-02 11:04:05 +08:00");
    }

    @Test
    void wecom_gets_the_same_unsigned() {
        given("STRAY_MONEY", "26010203", "88.00 CNY came");

        sender("wecom", "").send();

        assertThat(heard.getFirst().head()).startsWith("POST /robot/send?access_token=x HTTP");
        assertThat(heard.getFirst().body()).contains("\"msgtype\":\"text\"");
    }

    @Test
    void a_robot_gets_few_long_messages_rather_than_many() {
        IntStream.range(0, 300).forEach(i -> given("OVERDUE", "flow-" + i, "nobody knows"));
        AlertSender sender = sender("wecom", "");

        sender.send();
        assertThat(heard).hasSize(20);
        assertThat(heard)
                .allSatisfy(
                        request -> assertThat(content(request)).hasSizeLessThanOrEqualTo(2_000));

        sender.send();
        assertThat(heard).as("20 a minute").hasSize(20);
        clock.tick(Duration.ofMinutes(1));
        sender.send();
        assertThat(heard).hasSize(40);
        for (int i = 0; i < 5; i++) {
            clock.tick(Duration.ofMinutes(2));
            sender.send();
        }
        assertThat(unsent()).isZero();
    }

    @Test
    void what_a_robot_does_not_take_is_sent_again_later() {
        given("OVERDUE", "1", "nobody knows");
        AlertSender sender = sender("dingtalk", "");
        answers.add("{\"errcode\":130101,\"errmsg\":\"send too fast\"}");

        sender.send();
        assertThat(unsent()).isEqualTo(1);
        sender.send();
        assertThat(heard).as("not at once").hasSize(1);
        clock.tick(Duration.ofSeconds(31));
        sender.send();

        assertThat(heard).hasSize(2);
        assertThat(unsent()).isZero();
    }

    @Test
    void a_dead_webhook_is_tried_for_a_day() throws IOException {
        given("OVERDUE", "1", "nobody knows");
        AlertSender sender = sender("json", "");
        peer.close();

        sender.send();
        assertThat(unsent()).isEqualTo(1);
        clock.tick(Duration.ofDays(1));
        sender.send();
        assertThat(jdbc.sql("select tries from alert").query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    void a_very_long_alert_is_cut_between_characters() {
        given("OVERDUE", "1", "算".repeat(999));

        sender("wecom", "").send();

        assertThat(content(heard.getFirst())).hasSizeBetween(1_990, 2_000);
        assertThat(new String(content(heard.getFirst()), StandardCharsets.UTF_8))
                .doesNotContain("\uFFFD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "ftp://hook.example/token", "http://", "https://a b/token"})
    void a_webhook_that_cannot_be_called_refuses_the_start(String webhook) {
        assertThatThrownBy(() -> new AlertWebhook(outbound, clock, webhook, "json", ""))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("suanpan.alert.webhook")
                .hasMessageNotContaining("token");
    }

    @Test
    void an_unknown_kind_refuses_the_start() {
        assertThatThrownBy(() -> new AlertWebhook(outbound, clock, "", "slack", ""))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("suanpan.alert.kind");
    }

    private static byte[] content(Peer.Request request) {
        return JsonMapper.shared()
                .readTree(request.body())
                .get("text")
                .get("content")
                .stringValue()
                .getBytes(StandardCharsets.UTF_8);
    }

    private void given(String kind, String subject, String text) {
        rows.add(List.of(new Alert(kind, subject, text)), clock.instant());
    }

    private AlertSender sender(String kind, String secret) {
        String to = peer.uri("/robot/send?access_token=x").toString();
        return new AlertSender(rows, new AlertWebhook(outbound, clock, to, kind, secret), clock);
    }

    private int unsent() {
        return jdbc.sql("select count(*) from alert where sent_at is null")
                .query(Integer.class)
                .single();
    }
}
