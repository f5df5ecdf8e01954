package com.suanpan.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.client.Outcome;
import com.suanpan.client.Outcome.Answered;
import com.suanpan.client.Outcome.Refused;
import com.suanpan.client.Outcome.Unknown;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;

/// What a call looks like, and what its answer looks like when it fails.
class GatewayFormTest extends CallsToGateway {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e2", "100.001", "-1", "0", "0.00", "٣", " 1", "1,000", "", "NaN", "1.", ".5"
            })
    void an_amount_that_is_not_exact_yuan_is_refused(String amount) {
        assertRefused(client.pay(order("amount", amount)), "PARAM_ERROR", "amount", true);
    }

    @Test
    void an_amount_is_a_string() {
        assertRefused(client.pay(order("amount", 100)), "PARAM_ERROR", "amount", true);
    }

    @Test
    void a_length_is_counted_in_code_points() {
        assertThat(client.pay(order("subject", "😀😀😀😀"))).isInstanceOf(Answered.class);
        assertRefused(client.pay(order("subject", "😀😀😀😀a")), "PARAM_ERROR", "subject", true);
    }

    @Test
    void a_missing_and_an_empty_field_are_the_same() {
        Map<String, Object> order = order();
        order.put("order_no", "");
        assertRefused(client.pay(order), "PARAM_ERROR", "order_no", true);
        assertThat(client.pay(order("attach", ""))).isInstanceOf(Answered.class);
    }

    @Test
    void an_unknown_field_is_named() {
        assertRefused(client.pay(order("colour", "red")), "PARAM_ERROR", "colour", true);
    }

    @Test
    void a_value_that_could_pass_for_two_fields_is_refused() {
        assertRefused(
                client.pay(order("attach", "a&balance_amount=50.00")),
                "PARAM_ERROR",
                "attach",
                false);
        assertThat(client.pay(order("notify_url", "https://m.com/n?a=1&b=2")))
                .isInstanceOf(Answered.class);
    }

    @Test
    void a_body_over_64_kib_is_refused_whatever_its_length_header_says() throws Exception {
        String large = " ".repeat(64 * 1024 + 1);

        assertThat(post("/api/v1/payment/pay", large).statusCode()).isEqualTo(413);
        HttpRequest chunked =
                HttpRequest.newBuilder(uri("/api/v1/payment/pay"))
                        .POST(
                                HttpRequest.BodyPublishers.ofInputStream(() ->
                                        new ByteArrayInputStream(
                                                large.getBytes(StandardCharsets.UTF_8))))
                        .build();
        assertThat(HTTP.send(chunked, HttpResponse.BodyHandlers.ofString()).body())
                .contains("TOO_LARGE");
    }

    @Test
    void a_full_gateway_refuses_before_it_looks_at_anything() {
        Gates one = gates(1);
        one.of(CallKind.CHANGE).enter();
        Gateway full = gateway(underWay, one);
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setContent(client.signed(order("nonce", "n-3")).getBytes(StandardCharsets.UTF_8));

        ResponseEntity<byte[]> answer = full.call(request, GatewayCalls.Room.PAY, call -> Map.of());

        assertThat(answer.getStatusCode().value()).isEqualTo(503);
        assertThat(answer.getHeaders().getFirst("Retry-After")).matches("[1-3]");
        assertThat(answer.getBody()).asString().contains("\"code\":\"SYSTEM_BUSY\"");
        assertThat(client.pay(order("nonce", "n-3")))
                .as("the nonce was not used up")
                .isInstanceOf(Answered.class);
    }

    @Test
    void a_merchant_with_too_many_calls_under_way_is_told_so_signed() {
        Gateway one = gateway(new CallsUnderWay(0), gates(1));
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setContent(client.signed(order("nonce", "n-4")).getBytes(StandardCharsets.UTF_8));

        ResponseEntity<byte[]> answer = one.call(request, GatewayCalls.Room.PAY, call -> Map.of());

        assertThat(answer.getStatusCode().value()).isEqualTo(429);
        assertThat(answer.getHeaders().getFirst("Retry-After")).isEqualTo("1");
        assertThat(answer.getBody()).asString().contains("\"code\":\"RATE_LIMITED\"", "\"sign\":");
        assertThat(client.pay(order("nonce", "n-4")))
                .as("the nonce was not used up")
                .isInstanceOf(Answered.class);
    }

    @Test
    void an_answer_about_an_order_carries_its_trace() {
        String order = "26112318440004210010000001";
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setContent(client.signed(order("nonce", "n-5")).getBytes(StandardCharsets.UTF_8));

        ResponseEntity<byte[]> answer =
                gateway(new CallsUnderWay(1), gates(1))
                        .call(
                                request,
                                GatewayCalls.Room.PAY,
                                call -> Map.of("pay_order_no", order));

        assertThat(answer.getHeaders().getFirst("traceparent"))
                .matches("00-000000" + order + "-[0-9a-f]{16}-01");
    }

    private static Gates gates(int places) {
        return new Gates(
                new GatewayLimits(places, 1, 1, 1, 1, Duration.ofSeconds(1)),
                new GatewayMeters(new SimpleMeterRegistry()));
    }

    private Gateway gateway(CallsUnderWay calls, Gates gates) {
        return new Gateway(
                signers,
                admission,
                calls,
                callerAddress,
                requestNumbers,
                envelope,
                new GatewayMeters(new SimpleMeterRegistry()),
                gates);
    }

    @Test
    void an_unknown_path_and_another_method_get_the_envelope_too() throws Exception {
        HttpResponse<String> lost = post("/api/v1/payment/nothing", "{}");
        assertThat(lost.statusCode()).isEqualTo(404);
        assertThat(lost.body()).startsWith("{\"code\":\"PATH_UNKNOWN\"").contains("request_no");

        HttpResponse<String> got =
                HTTP.send(
                        HttpRequest.newBuilder(uri("/api/v1/payment/pay")).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(got.statusCode()).isEqualTo(405);
        assertThat(got.body()).startsWith("{\"code\":\"HTTP_METHOD_REFUSED\"");
    }

    @Test
    void a_refusal_of_the_room_is_answered_signed() {
        assertRefused(client.pay(order("attach", "refuse")), "ORDER_PAID", "", true);
    }

    @Test
    void a_bug_is_answered_by_a_number_that_the_log_has_too(CapturedOutput output) {
        Outcome outcome = client.pay(order("attach", "bug"));

        assertThat(outcome).isInstanceOf(Unknown.class);
        String requestNo = String.valueOf(((Unknown) outcome).requestNo());
        assertThat(output.getAll()).contains(requestNo + " failed").contains("a bug of ours");
        assertThat(((Unknown) outcome).why()).doesNotContain("a bug of ours");
    }

    @Test
    void a_refusal_is_in_the_log_by_its_number(CapturedOutput output) {
        Outcome outcome = client.pay(order("amount", "1e2"));

        assertThat(output.getAll())
                .contains(((Refused) outcome).requestNo() + " refused: PARAM_ERROR amount");
    }
}
