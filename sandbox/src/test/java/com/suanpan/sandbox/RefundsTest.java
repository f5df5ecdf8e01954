package com.suanpan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Money given back: how often, how much, how it is told and how it goes wrong.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefundsTest {

    private static final Map<String, Object> TAKES = Map.of("body", "{\"code\":\"SUCCESS\"}");

    private Sandbox sandbox;
    private Browser browser;

    @BeforeAll
    void a_sandbox(@TempDir Path dir) throws Exception {
        sandbox = Sandbox.start(0, dir, 1);
        browser = new Browser(sandbox.uri());
    }

    @AfterEach
    void no_knobs() {
        browser.delete("/control/knobs");
    }

    @AfterAll
    void closed() throws Exception {
        sandbox.close();
    }

    @Test
    void parts_never_come_to_more_than_was_paid_whatever_comes_at_once() {
        MockMerchant merchant = paid("parts", "P1", 100);

        List<Integer> answers =
                IntStream.range(0, 20)
                        .parallel()
                        .mapToObj(i -> merchant.refund("P1", "P1-" + i, 30).statusCode())
                        .toList();

        assertThat(answers).containsOnly(200, 403);
        assertThat(answers.stream().filter(code -> code == 200)).hasSize(3);
        assertThat(refunds("P1")).hasSize(3);
        assertThat(merchant.refund("P1", "P1-rest", 10).statusCode()).isEqualTo(200);
    }

    @Test
    void the_same_refund_again_is_one_and_with_other_fields_it_is_refused() {
        MockMerchant merchant = paid("same", "S1", 100);
        HttpResponse<String> first = merchant.refund("S1", "S1-1", 30);
        HttpResponse<String> again = merchant.refund("S1", "S1-1", 30);

        assertThat(merchant.believes(again)).isTrue();
        assertThat(again.body()).isEqualTo(first.body()).contains("REFUNDED");
        assertThat(merchant.refund("S1", "S1-1", 31).body()).contains("REFUND_CONFLICT");
        JsonNode only = refunds("S1").get(0);
        assertThat(only.get("calls").get("REFUND").asInt()).isEqualTo(3);
        assertThat(browser.get("/control/record/refunds").body()).contains("S1-1 S1 DONE 30 3\n");
        assertThat(merchant.refundQuery("S1", "S1-1").body()).isEqualTo(first.body());
        assertThat(merchant.refundQuery("S1", "S1-2").statusCode()).isEqualTo(404);
    }

    @Test
    void what_was_not_paid_is_not_refunded() {
        MockMerchant merchant = new MockMerchant(browser, sandbox.uri(), "unpaid");
        merchant.pay("U1", 100);

        assertThat(merchant.refund("U1", "U1-1", 1).body()).contains("REFUSED");
        assertThat(merchant.refund("U2", "U2-1", 1).body()).contains("REFUSED");
    }

    @ParameterizedTest
    @CsvSource({
        "HANG_BEFORE,  0",
        "CLOSE_BEFORE, 0",
        "HANG_AFTER,   1",
        "CLOSE_AFTER,  1",
    })
    void a_lost_answer_leaves_the_refund_booked_or_not(String knob, int booked) {
        String order = "L-" + knob.replace('_', '-');
        MockMerchant merchant = paid("lost", order, 100);
        browser.knob(Map.of("knob", knob, "on", "REFUND", "count", 1, "ms", 1));
        try {
            merchant.refund(order, order + "-1", 30);
        } catch (Browser.Broken expected) {
            assertThat(expected).hasCauseInstanceOf(java.io.IOException.class);
        }

        assertThat(refunds(order)).hasSize(booked);
        assertThat(merchant.refund(order, order + "-1", 30).statusCode()).isEqualTo(200);
        assertThat(refunds(order)).hasSize(1);
    }

    @Test
    void short_of_funds_nothing_is_booked_until_the_account_is_funded() {
        MockMerchant merchant = paid("short", "F1", 100);
        browser.knob(Map.of("knob", "SHORT_OF_FUNDS", "amount", 30));

        assertThat(merchant.refund("F1", "F1-1", 30).body()).contains("SHORT_OF_FUNDS");
        assertThat(refunds("F1")).isEmpty();
        assertThat(merchant.refund("F1", "F1-2", 20).statusCode()).isEqualTo(200);
        browser.delete("/control/knobs");
        assertThat(merchant.refund("F1", "F1-1", 30).statusCode()).isEqualTo(200);
    }

    @Test
    void what_failed_may_be_given_back_under_another_number_and_what_is_stuck_may_not() {
        MockMerchant merchant = paid("ends", "E1", 100);
        browser.knob(Map.of("knob", "REFUND_ENDS", "value", "FAILED", "count", 1));
        assertThat(merchant.refund("E1", "E1-1", 60).body()).contains("FAILED");
        browser.knob(Map.of("knob", "REFUND_ENDS", "value", "STUCK", "count", 1));
        assertThat(merchant.refund("E1", "E1-2", 60).body()).contains("STUCK");

        assertThat(merchant.refund("E1", "E1-3", 60).body()).contains("REFUSED");
        assertThat(merchant.refund("E1", "E1-4", 40).body()).contains("REFUNDED");
    }

    @Test
    void a_slow_refund_is_under_way_and_told_when_it_ends() {
        browser.call("/merchant/knobs/slow", TAKES);
        MockMerchant merchant = paid("slow", "W1", 100);
        browser.notices("slow", 1);
        browser.knob(Map.of("knob", "REFUND_ENDS", "ms", 300, "count", 1));

        assertThat(merchant.refund("W1", "W1-1", 30).body()).contains("PROCESSING");
        JsonNode told = browser.notices("slow", 2).get(1);
        assertThat(told.get("body").asString()).contains("REFUND", "W1-1", "REFUNDED");
        assertThat(merchant.refundQuery("W1", "W1-1").body()).contains("REFUNDED");
    }

    @Test
    void a_refunds_callback_is_doubled_never_sent_or_sent_by_hand() {
        browser.call("/merchant/knobs/told", TAKES);
        MockMerchant merchant = paid("told", "T1", 100);
        browser.notices("told", 1);
        browser.knob(Map.of("knob", "DUPLICATE_CALLBACK", "order", "T1-1", "count", 1));
        merchant.refund("T1", "T1-1", 10);
        browser.notices("told", 3);
        browser.knob(Map.of("knob", "NO_CALLBACK", "order", "T1-2"));
        merchant.refund("T1", "T1-2", 10);

        var sent = browser.call("/control/callbacks/resend", Map.of("refund", "T1-2", "times", 2));
        assertThat(sent.get("callbacks").size()).isEqualTo(2);
        assertThat(browser.notices("told").size()).isEqualTo(5);
        JsonNode first =
                Browser.until(
                        () -> refunds("T1").get(0),
                        r -> r.get("callbacks").get("acknowledged").asBoolean());
        assertThat(first.get("callbacks").get("sent").asInt()).isEqualTo(2);
    }

    @Test
    void a_restarted_sandbox_has_lost_no_refund(@TempDir Path other) throws Exception {
        try (Sandbox before = Sandbox.start(0, other, 1)) {
            Browser then = new Browser(before.uri());
            MockMerchant merchant = new MockMerchant(then, before.uri(), "kept");
            merchant.pay("K1", 100);
            then.call("/payer/pay", Map.of("order", "K1"));
            then.call("/merchant/knobs/kept", Map.of("fail_next", 100));
            merchant.refund("K1", "K1-1", 30);
        }
        try (Sandbox again = Sandbox.start(0, other, 1)) {
            assertThat(new Browser(again.uri()).get("/control/record/refunds").body())
                    .isEqualTo("K1-1 K1 DONE 30 0\n");
        }
    }

    private MockMerchant paid(String name, String orderNo, long amount) {
        MockMerchant merchant = new MockMerchant(browser, sandbox.uri(), name);
        merchant.pay(orderNo, amount);
        browser.call("/payer/pay", Map.of("order", orderNo));
        return merchant;
    }

    private JsonNode refunds(String orderNo) {
        return Json.object(browser.get("/control/refunds?order=" + orderNo).body()).get("refunds");
    }
}
