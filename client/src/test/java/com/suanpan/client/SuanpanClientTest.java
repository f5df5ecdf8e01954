package com.suanpan.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.suanpan.client.Outcome.Answered;
import com.suanpan.client.Outcome.Refused;
import com.suanpan.client.Outcome.Unknown;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuanpanClientTest {

    private static final Signing SIGNING = Signing.hmac("5f4dcc3b5aa765d61d8327deb882cf99");
    private static final Clock CLOCK =
            Clock.fixed(Instant.ofEpochSecond(1_704_067_200), ZoneOffset.UTC);

    private final Peer peer = new Peer();
    private final SuanpanClient client =
            new SuanpanClient(
                    peer.url(), "M20240101001", "ak_1", SIGNING, CLOCK, Duration.ofSeconds(2));

    @AfterEach
    void close() {
        client.close();
        peer.close();
    }

    @Test
    void a_signature_agrees_with_openssl() {
        assertThat(
                        SIGNING.sign(
                                "amount=100.00&attach=a=b&currency=CNY&merchant_id=M20240101001"
                                        + "&order_no=ORD20240101123456&subject=商品描述"
                                        + "&timestamp=1704067200"))
                .isEqualTo("c6c637b21955b30398656e7e2539b4fa460d8dfe27c2c0a8329120991f1b5c9f");
    }

    @Test
    void a_call_carries_who_calls_and_when_and_is_signed() {
        peer.answer = signed("SUCCESS", "{}");

        client.pay(Map.of("order_no", "A1", "expire_minutes", 5));

        Map<String, String> sent = FlatMessage.read(peer.bodies.getFirst()).orElseThrow();
        assertThat(sent)
                .containsEntry("merchant_id", "M20240101001")
                .containsEntry("api_key", "ak_1")
                .containsEntry("timestamp", "1704067200")
                .containsEntry("expire_minutes", "5")
                .containsKey("nonce");
        assertThat(SIGNING.verifies(Signing.text(sent), sent.getOrDefault("sign", ""))).isTrue();
        assertThat(peer.bodies.getFirst()).contains("\"expire_minutes\":5");
    }

    @Test
    void data_is_verified_as_it_was_written() {
        peer.answer = signed("SUCCESS", "{\"a\" : [1.50,{\"b\":\"\\u4e2d\"}], \"c\":null }");

        Outcome outcome = client.query("A1");

        assertThat(outcome).isInstanceOf(Answered.class);
        assertThat(((Answered) outcome).data().at("/a/1/b").stringValue()).isEqualTo("中");
        assertThat(((Answered) outcome).requestNo()).isEqualTo("R1");
    }

    @Test
    void one_changed_character_anywhere_in_the_answer_is_noticed() {
        String right = signed("SUCCESS", "{\"amount\":\"100.00\"}");
        for (int i = 0; i < right.length(); i++) {
            peer.answer = right.substring(0, i) + '#' + right.substring(i + 1);

            assertThat(client.query("A1")).as(peer.answer).isNotInstanceOf(Answered.class);
        }
    }

    @Test
    void a_success_without_a_signature_is_unknown() {
        peer.answer = signed("SUCCESS", "{}").replaceAll(",\"sign\".*", "}");

        assertThat(client.query("A1")).isInstanceOf(Unknown.class);
    }

    @Test
    void a_refusal_tells_code_field_and_when_to_come_again() {
        peer.status = 429;
        peer.answer = signed("RATE_LIMITED", "{\"field\":\"x\"}");

        assertThat(client.query("A1"))
                .isEqualTo(
                        new Refused("RATE_LIMITED", "m", "x", Duration.ofSeconds(3), "R1", true));
    }

    @Test
    void an_error_of_theirs_is_unknown() {
        peer.status = 500;
        peer.answer = signed("SYSTEM_ERROR", "{}");

        assertThat(client.close("A1")).isEqualTo(new Unknown("m", "R1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "{}", "{\"code\":\"SUCCESS\"}", "{\"code\":"})
    void garbage_is_unknown(String body) {
        peer.answer = body;

        assertThat(client.query("A1")).isInstanceOf(Unknown.class);
    }

    @Test
    void a_dripping_answer_is_unknown_at_the_deadline_and_asked_for_once() {
        peer.answer = signed("SUCCESS", "{}");
        peer.dripMillis = 200;
        long begun = System.nanoTime();

        assertThat(client.query("A1")).isInstanceOf(Unknown.class);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
        assertThat(peer.bodies).hasSize(1);
    }

    @Test
    void nobody_there_is_unknown() {
        peer.close();

        assertThat(client.query("A1")).isInstanceOf(Unknown.class);
    }

    @Test
    void a_value_that_is_neither_text_nor_a_whole_number_is_refused_here() {
        assertThatThrownBy(() -> client.pay(Map.of("amount", 1.5)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String signed(String code, String data) {
        String sign =
                SIGNING.sign(
                        "code=%s&data=%s&message=m&request_no=R1&timestamp=1704067200"
                                .formatted(code, data));
        return "{\"code\":\"%s\",\"message\":\"m\",\"request_no\":\"R1\",\"timestamp\":\"1704067200\",\"data\":%s,\"sign\":\"%s\"}"
                .formatted(code, data, sign);
    }
}
