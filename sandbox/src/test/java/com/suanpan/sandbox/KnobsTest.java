package com.suanpan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
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
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Each knob on a provider's answers does what `docs/sandbox.md` says of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KnobsTest {

    private Sandbox sandbox;
    private Browser browser;
    private MockMerchant merchant;

    @BeforeAll
    void a_merchant(@TempDir Path dir) throws Exception {
        sandbox = Sandbox.start(0, dir, 1);
        browser = new Browser(sandbox.uri());
        merchant = new MockMerchant(browser, sandbox.uri(), "knobs");
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
    void latency_is_waited_for_constant_or_log_normal() {
        once("LATENCY", "PAY", Map.of("ms", 150));
        assertThat(taken(() -> merchant.pay("L1", 1))).isGreaterThan(Duration.ofMillis(149));
        once("LATENCY", "QUERY", Map.of("median_ms", 150, "sigma", 0.01));
        assertThat(taken(() -> merchant.query("L1"))).isGreaterThan(Duration.ofMillis(100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HANG_BEFORE", "CLOSE_BEFORE"})
    void a_call_that_is_lost_before_does_nothing(String knob) {
        once(knob, "PAY", Map.of("ms", 50));
        assertThatThrownBy(() -> merchant.pay(knob, 1)).isInstanceOf(Browser.Broken.class);
        assertThat(merchant.query(knob).statusCode()).isEqualTo(404);
        assertThat(calls(knob).get(0).get("answered").asInt()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HANG_AFTER", "CLOSE_AFTER"})
    void a_call_whose_answer_is_lost_was_carried_out(String knob) {
        once(knob, "PAY", Map.of("ms", 50));
        assertThatThrownBy(() -> merchant.pay(knob, 1)).isInstanceOf(Browser.Broken.class);
        assertThat(state(knob)).isEqualTo("WAITING");
    }

    @Test
    void an_outage_answers_with_an_unsigned_page_before_or_after_acting() {
        once("STATUS_BEFORE", "PAY", Map.of("status", 504));
        HttpResponse<String> before = merchant.pay("S1", 1);
        assertThat(before.statusCode()).isEqualTo(504);
        assertThat(merchant.believes(before)).isFalse();
        assertThat(merchant.query("S1").statusCode()).isEqualTo(404);
        once("STATUS_AFTER", "PAY", Map.of("status", 500));
        assertThat(merchant.pay("S2", 1).statusCode()).isEqualTo(500);
        assertThat(state("S2")).isEqualTo("WAITING");
    }

    @Test
    void a_refusal_is_signed_and_nothing_is_made() {
        once("REFUSE", "PAY", Map.of());
        HttpResponse<String> refused = merchant.pay("R1", 1);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(merchant.believes(refused)).isTrue();
        assertThat(merchant.query("R1").statusCode()).isEqualTo(404);
        once("REFUSE", "PAY", Map.of("code", "RATE_LIMITED", "status", 429));
        assertThat(merchant.pay("R1", 1).body()).contains("RATE_LIMITED");
    }

    @Test
    void a_dripping_answer_arrives_whole_and_late() {
        once("DRIP", "PAY", Map.of("ms", 1));
        HttpResponse<String> dripped = merchant.pay("D1", 1);
        assertThat(merchant.believes(dripped)).isTrue();
    }

    @Test
    void answers_lose_their_signature_or_carry_a_wrong_one_or_a_skewed_time() {
        merchant.pay("U1", 1);
        for (String knob : List.of("UNSIGNED", "BAD_SIGNATURE", "SIGNTEST", "GARBAGE")) {
            once(knob, "QUERY", Map.of());
            assertThat(merchant.believes(merchant.query("U1"))).as(knob).isFalse();
        }
        once("CLOCK_SKEW", "QUERY", Map.of("seconds", -900));
        HttpResponse<String> skewed = merchant.query("U1");
        assertThat(merchant.believes(skewed)).isTrue();
        long told = skewed.headers().firstValueAsLong("Mock-Timestamp").orElse(0);
        assertThat(Instant.now().getEpochSecond() - told).isBetween(890L, 920L);
    }

    @Test
    void answers_tell_undefined_swapped_and_other_things() {
        merchant.pay("W1", 100);
        once("UNDEFINED_STATUS", "QUERY", Map.of("value", "HALF_PAID"));
        assertThat(told("W1", "status")).isEqualTo("HALF_PAID");
        browser.call("/payer/pay", Map.of("order", "W1"));
        once("SWAPPED_STATUS", "QUERY", Map.of());
        assertThat(told("W1", "status")).isEqualTo("CLOSED");
        once("OTHER_AMOUNT", "QUERY", Map.of("other_amount", 7));
        assertThat(told("W1", "amount")).isEqualTo("7");
        assertThat(told("W1", "status")).isEqualTo("PAID");
    }

    @Test
    void an_order_is_not_seen_for_a_while_after_it_was_made() {
        browser.knob(Map.of("knob", "NOT_FOUND", "ms", 600_000));
        merchant.pay("V1", 1);
        assertThat(merchant.query("V1").statusCode()).isEqualTo(404);
        assertThat(merchant.close("V1").statusCode()).isEqualTo(404);
        assertThat(state("V1")).isEqualTo("WAITING");
        no_knobs();
        browser.knob(Map.of("knob", "NOT_FOUND", "ms", 0));
        assertThat(merchant.query("V1").statusCode()).isEqualTo(200);
    }

    @Test
    void a_payer_pays_just_before_the_close_or_despite_it() {
        merchant.pay("X1", 1);
        once("PAID_AT_CLOSE", "CLOSE", Map.of());
        assertThat(merchant.close("X1").body()).contains("ORDER_PAID");
        merchant.pay("X2", 1);
        once("PAID_DESPITE_CLOSE", "CLOSE", Map.of());
        assertThat(merchant.close("X2").body()).contains("CLOSED");
        assertThat(state("X2")).isEqualTo("PAID");
    }

    @Test
    void a_payer_pays_by_itself() {
        once("AUTO_PAY", "PAY", Map.of("ms", 1));
        merchant.pay("Y1", 1);
        Browser.until(() -> state("Y1"), "PAID"::equals);
    }

    @Test
    void a_knob_strikes_one_amount_one_order_and_so_often_as_it_was_told() {
        browser.knob(Map.of("knob", "REFUSE", "on", "PAY", "amount", 8801, "count", 2));
        assertThat(merchant.pay("Z1", 8800).statusCode()).isEqualTo(200);
        assertThat(merchant.pay("Z2", 8801).statusCode()).isEqualTo(403);
        assertThat(merchant.pay("Z2", 8801).statusCode()).isEqualTo(403);
        assertThat(merchant.pay("Z2", 8801).statusCode()).isEqualTo(200);
        browser.knob(Map.of("knob", "REFUSE", "order", "Z3"));
        assertThat(merchant.pay("Z4", 1).statusCode()).isEqualTo(200);
        assertThat(merchant.pay("Z3", 1).statusCode()).isEqualTo(403);
        browser.knob(Map.of("knob", "REFUSE", "provider", "WECHAT"));
        assertThat(merchant.pay("Z5", 1).statusCode()).isEqualTo(200);
    }

    @Test
    void knobs_are_shown_and_removed_and_wrong_ones_refused() {
        String id =
                browser.call("/control/knobs", Map.of("knob", "DRIP", "count", 3))
                        .get("id")
                        .asString();
        assertThat(browser.get("/control/knobs").body()).contains(id, "DRIP", "\"count\":3");
        browser.delete("/control/knobs?id=" + id);
        assertThat(browser.get("/control/knobs").body()).doesNotContain("DRIP");
        assertThat(browser.post("/control/knobs", Map.of("knob", "NONSENSE")).statusCode())
                .isEqualTo(400);
        assertThat(
                        browser.post("/control/knobs", Map.of("knob", "DRIP", "nonsense", 1))
                                .statusCode())
                .isEqualTo(400);
        assertThat(
                        browser.post("/control/knobs", Map.of("knob", "AUTO_PAY", "on", "CLOSE"))
                                .statusCode())
                .isEqualTo(400);
    }

    @Test
    void the_same_seed_draws_the_same_chances() {
        assertThat(draws(42)).isEqualTo(draws(42)).isNotEqualTo(draws(43)).contains(true, false);
    }

    private static List<Boolean> draws(long seed) {
        Knobs knobs = new Knobs(seed);
        knobs.set(Json.read(Json.object("{\"knob\":\"REFUSE\",\"chance\":0.5}"), Knob.class));
        Knob.Place place = new Knob.Place("MOCK", Operation.PAY, "F", 1L);
        return IntStream.range(0, 64)
                .mapToObj(_ -> knobs.strike(place).has(KnobName.REFUSE))
                .toList();
    }

    private void once(String knob, String on, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(more);
        all.put("knob", knob);
        all.put("on", on);
        all.put("count", 1);
        browser.knob(all);
    }

    private static Duration taken(Runnable call) {
        long start = System.nanoTime();
        call.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private String told(String order, String field) {
        return merchant.read(merchant.query(order)).get(field).asString();
    }

    private String state(String order) {
        return browser.order(order).get("state").asString();
    }

    private JsonNode calls(String order) {
        return Json.object(browser.get("/control/calls?order=" + order).body()).get("calls");
    }
}
