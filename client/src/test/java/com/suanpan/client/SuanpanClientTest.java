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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuanpanClientTest {

    private static final Signing SIGNING = Signing.hmac("5f4dcc3b5aa765d61d8327deb882cf99");
    private static final Clock CLOCK =
            Clock.fixed(Instant.ofEpochSecond(1_704_067_200), ZoneOffset.UTC);

    private static final ClientOptions OPTIONS =
            ClientOptions.usual().withClock(CLOCK).withDeadline(Duration.ofSeconds(2));
    private static final OrderQuery A1 = OrderQuery.ofOrderNo("A1");
    private static final String ORDER =
            """
            {"merchant_id":"M20240101001","order_no":"A1","pay_order_no":"26","amount":"100.00",\
            "currency":"CNY","status":"PROCESSING","stage":"WAITING_PAYER","pay_url":"http://p"}\
            """;

    private final Peer peer = new Peer();
    private final SuanpanClient client =
            new SuanpanClient(peer.url(), "M20240101001", "ak_1", SIGNING, OPTIONS);

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
    void what_is_to_be_paid_is_sent_and_the_order_is_read() {
        peer.answer = signed("SUCCESS", ORDER);

        Outcome outcome =
                client.pay(
                        PayRequest.of("A1")
                                .amount("100.0")
                                .subject("茶")
                                .payMethod("CASHIER")
                                .withoutQrImage());

        assertThat(FlatMessage.read(peer.bodies.getFirst()).orElseThrow())
                .containsEntry("order_no", "A1")
                .containsEntry("amount", "100.00")
                .containsEntry("qr_image", "false");
        Order order = ((Answered) outcome).order();
        assertThat(order.status()).isEqualTo(OrderStatus.PROCESSING);
        assertThat(order.amountFen()).isEqualTo(10_000);
        assertThat(order.payUrl()).contains("http://p");
        assertThat(order.paidAt()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"A1\"->\"A2\"",
                "M20240101001->M20240101002",
                "PROCESSING->PAID",
                "100.00->100.001",
                "\"pay_order_no\"->\"x\""
            })
    void a_signed_answer_that_is_not_this_order_is_unknown(String change) {
        String[] fromTo = change.split("->", 2);
        peer.answer = signed("SUCCESS", ORDER.replace(fromTo[0], fromTo[1]));

        assertThat(client.query("A1"))
                .isEqualTo(new Unknown("the answer is not about this order", "R1", A1));
    }

    @Test
    void data_is_verified_as_it_was_written() {
        peer.answer = signed("SUCCESS", "{\"a\" : [1.50,{\"b\":\"\\u4e2d\"}], \"c\":null }");

        Outcome outcome = client.call("/", Map.of());

        assertThat(outcome).isInstanceOf(Answered.class);
        assertThat(((Answered) outcome).data().at("/a/1/b").stringValue()).isEqualTo("中");
        assertThat(((Answered) outcome).requestNo()).isEqualTo("R1");
    }

    @Test
    void one_changed_character_anywhere_in_the_answer_is_noticed() {
        String right = signed("SUCCESS", ORDER);
        for (int i = 0; i < right.length(); i++) {
            peer.answer = right.substring(0, i) + '#' + right.substring(i + 1);

            assertThat(client.query("A1")).as(peer.answer).isNotInstanceOf(Answered.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUCCESS", "ORDER_NOT_FOUND", "ORDER_CLOSED", "CHANNEL_REFUSED"})
    void what_must_be_signed_and_is_not_is_unknown(String code) {
        peer.answer = unsigned(code);

        assertThat(client.query("A1"))
                .isEqualTo(new Unknown(code + " without a signature", "R1", A1));
    }

    @Test
    void what_is_said_before_it_is_known_who_calls_is_believed_unsigned() {
        peer.answer = unsigned("MERCHANT_UNKNOWN");

        assertThat(client.query("A1"))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.signed()).isFalse());
    }

    @Test
    void a_refusal_tells_code_field_and_when_to_come_again() {
        peer.status = 429;
        peer.answer = signed("RATE_LIMITED", "{\"field\":\"x\"}");

        Refused refused = new Refused("RATE_LIMITED", "m", "x", Duration.ofSeconds(3), "R1", true);
        assertThat(client.query("A1")).isEqualTo(refused);
        assertThat(refused.mayTryAgain()).isTrue();
    }

    @Test
    void an_error_of_theirs_is_unknown_and_tells_what_to_ask() {
        peer.status = 500;
        peer.answer = signed("SYSTEM_ERROR", "{}");

        assertThat(client.close("A1")).isEqualTo(new Unknown("SYSTEM_ERROR: m", "R1", A1));
        assertThat(client.pay(Map.of("pay_order_no", "26")))
                .isInstanceOfSatisfying(
                        Unknown.class,
                        u -> assertThat(u.query()).isEqualTo(OrderQuery.ofPayOrderNo("26")));
        assertThat(client.call("/", Map.of()))
                .isInstanceOfSatisfying(
                        Unknown.class,
                        u ->
                                assertThatThrownBy(u::query)
                                        .isInstanceOf(IllegalStateException.class));
    }

    @Test
    void our_own_nonce_used_before_means_that_the_call_was_sent_twice() {
        peer.answer = signed("REPLAYED", "{}");

        assertThat(client.pay(Map.of("order_no", "A1"))).isInstanceOf(Unknown.class);
        assertThat(client.pay(Map.of("order_no", "A1", "nonce", "mine")))
                .isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "{}",
                "{\"code\":\"SUCCESS\"}",
                "{\"code\":",
                "{\"code\":\"SIGN_ERROR\",\"data\":\"x\"}"
            })
    void garbage_is_unknown(String body) {
        peer.answer = body;

        assertThat(client.query("A1"))
                .isEqualTo(new Unknown("HTTP 200 with an unreadable body", null, A1));
    }

    @Test
    void an_answer_over_a_mebibyte_is_unknown() {
        peer.answer = signed("SUCCESS", "{\"x\":\"" + "x".repeat(1024 * 1024) + "\"}");

        assertThat(client.query("A1"))
                .isInstanceOfSatisfying(
                        Unknown.class, u -> assertThat(u.why()).contains("longer than"));
    }

    @Test
    void a_dripping_answer_is_unknown_at_the_deadline_and_asked_for_once() {
        peer.answer = signed("SUCCESS", ORDER);
        peer.dripMillis = 200;
        long begun = System.nanoTime();

        assertThat(client.query("A1"))
                .isInstanceOfSatisfying(
                        Unknown.class, u -> assertThat(u.why()).contains("within PT2S"));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
        assertThat(peer.bodies).hasSize(1);
    }

    @Test
    void nobody_there_is_unknown() {
        peer.close();

        assertThat(client.query("A1")).isInstanceOf(Unknown.class);
    }

    @Test
    void an_interrupted_caller_learns_that_nobody_knows_and_stays_interrupted() {
        peer.answer = signed("SUCCESS", ORDER);
        Thread.currentThread().interrupt();

        assertThat(client.query("A1")).isInstanceOf(Unknown.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_trace_goes_along_and_a_broken_one_does_not() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        for (String given : List.of(trace, "a\r\nb")) {
            ClientOptions traced = OPTIONS.withTraceparent(() -> Optional.of(given));
            try (var tracing =
                    new SuanpanClient(peer.url(), "M20240101001", "ak_1", SIGNING, traced)) {
                tracing.query("A1");
            }
        }
        assertThat(peer.traces).containsExactly(trace);
        assertThat(peer.bodies).hasSize(2);
    }

    @Test
    void the_three_cases_are_told_apart_without_a_switch() {
        peer.answer = signed("SUCCESS", ORDER);

        String told =
                client.query("A1")
                        .match(a -> a.order().stage(), r -> r.code(), u -> u.query().number());

        assertThat(told).isEqualTo("WAITING_PAYER");
    }

    @Test
    void a_value_that_is_neither_text_nor_a_whole_number_is_refused_here() {
        assertThatThrownBy(() -> client.pay(Map.of("amount", 1.5)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String unsigned(String code) {
        return signed(code, "{}").replaceAll(",\"sign\".*", "}");
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
