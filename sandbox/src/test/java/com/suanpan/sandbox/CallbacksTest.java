package com.suanpan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Callbacks, each knob on them, and the merchant that receives them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallbacksTest {

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
    void a_callback_is_repeated_by_the_schedule_until_it_is_taken() {
        browser.knob(Map.of("knob", "CALLBACK_SCALE", "factor", 0.001));
        browser.call(
                "/merchant/knobs/repeat",
                Map.of("fail_next", 2, "status", 503, "body", "{\"code\":\"SUCCESS\"}"));
        paid("repeat", "C1");
        JsonNode notices = browser.notices("repeat", 3);
        assertThat(notices.get(0).get("answered").asInt()).isEqualTo(503);
        assertThat(notices.get(2).get("answered").asInt()).isEqualTo(200);
        JsonNode order = Browser.until(() -> browser.order("C1"), CallbacksTest::acknowledged);
        assertThat(order.get("callbacks").get("sent").asInt()).isEqualTo(3);
        assertThat(notices.get(0).get("headers").get("mock-nonce"))
                .isNotEqualTo(notices.get(2).get("headers").get("mock-nonce"));
    }

    @Test
    void an_acknowledgement_in_other_words_does_not_count() {
        browser.knob(Map.of("knob", "CALLBACK_SCALE", "factor", 0.001));
        browser.call("/merchant/knobs/words", Map.of("body", "success"));
        paid("words", "C2");
        assertThat(browser.notices("words", 3).size()).isGreaterThanOrEqualTo(3);
        assertThat(acknowledged(browser.order("C2"))).isFalse();
    }

    @Test
    void no_callback_comes_until_it_is_sent_by_hand() {
        once("C3", "NO_CALLBACK", Map.of());
        MockMerchant merchant = paid("never", "C3");
        assertThat(merchant.query("C3").body()).contains("PAID");
        var sent = browser.call("/control/callbacks/resend", Map.of("order", "C3", "times", 2));
        assertThat(sent.get("callbacks").size()).isEqualTo(2);
        assertThat(browser.notices("never").size()).isEqualTo(2);
    }

    @Test
    void callbacks_come_doubled_late_and_after_a_forged_one() {
        browser.call("/merchant/knobs/doubled", TAKES);
        once("C4", "DUPLICATE_CALLBACK", Map.of("times", 3));
        paid("doubled", "C4");
        assertThat(browser.notices("doubled", 3).size()).isEqualTo(3);

        browser.call("/merchant/knobs/late", TAKES);
        once("C5", "LATE_CALLBACK", Map.of("ms", 100));
        paid("late", "C5");
        assertThat(browser.notices("late", 1).size()).isEqualTo(1);

        browser.call("/merchant/knobs/forged", TAKES);
        once("C6", "FORGED_CALLBACK", Map.of());
        MockMerchant merchant = paid("forged", "C6");
        JsonNode two = browser.notices("forged", 2);
        assertThat(List.of(genuine(merchant, two.get(0)), genuine(merchant, two.get(1))))
                .containsExactly(false, true);
    }

    @Test
    void a_callback_is_kept_back_until_the_next_one_was_sent() {
        browser.call("/merchant/knobs/order", TAKES);
        MockMerchant merchant = new MockMerchant(browser, sandbox.uri(), "order");
        merchant.pay("C7", 1);
        merchant.pay("C8", 1);
        once("C7", "REORDER_CALLBACKS", Map.of());
        browser.call("/payer/pay", Map.of("order", "C7"));
        Browser.until(
                () -> browser.get("/control/knobs").body(), knobs -> !knobs.contains("REORDER"));
        browser.call("/payer/pay", Map.of("order", "C8"));
        assertThat(StreamSupport.stream(browser.notices("order", 2).spliterator(), false))
                .extracting(
                        one -> Json.object(one.get("body").asString()).get("order_no").asString())
                .containsExactly("C8", "C7");
    }

    @Test
    void a_callback_comes_before_the_answer_to_the_call() {
        browser.call("/merchant/knobs/first", TAKES);
        MockMerchant merchant = new MockMerchant(browser, sandbox.uri(), "first");
        once("C9", "CALLBACK_FIRST", Map.of());
        assertThat(merchant.pay("C9", 1).statusCode()).isEqualTo(200);
        assertThat(browser.notices("first").size()).isEqualTo(1);
    }

    @Test
    void an_ignored_acknowledgement_lets_the_schedule_go_on() {
        browser.call("/merchant/knobs/ignored", TAKES);
        browser.knob(Map.of("knob", "CALLBACK_SCALE"));
        browser.knob(Map.of("knob", "ACK_IGNORED", "count", 2, "order", "C10"));
        paid("ignored", "C10");
        browser.notices("ignored", 3);
        JsonNode order = Browser.until(() -> browser.order("C10"), CallbacksTest::acknowledged);
        assertThat(order.get("callbacks").get("sent").asInt()).isEqualTo(3);
    }

    @Test
    void callbacks_tell_other_amounts_undefined_statuses_and_bad_signatures() {
        browser.call("/merchant/knobs/lies", TAKES);
        MockMerchant merchant = new MockMerchant(browser, sandbox.uri(), "lies");
        merchant.pay("C11", 100);
        browser.knob(
                Map.of(
                        "knob",
                        "OTHER_AMOUNT",
                        "on",
                        "CALLBACK",
                        "count",
                        1,
                        "order",
                        "C11",
                        "other_amount",
                        7));
        browser.knob(
                Map.of("knob", "UNDEFINED_STATUS", "on", "CALLBACK", "count", 1, "order", "C11"));
        browser.knob(Map.of("knob", "BAD_SIGNATURE", "on", "CALLBACK", "count", 1, "order", "C11"));
        browser.call("/payer/pay", Map.of("order", "C11"));
        JsonNode notice = browser.notices("lies", 1).get(0);
        assertThat(notice.get("body").asString()).contains("\"amount\":7", "SOMETHING_NEW");
        assertThat(genuine(merchant, notice)).isFalse();
    }

    @Test
    void forgeries_are_sent_on_demand_and_the_answer_is_told() {
        browser.call("/merchant/knobs/forge", Map.of("fail_next", 1, "status", 401));
        MockMerchant merchant = new MockMerchant(browser, sandbox.uri(), "forge");
        merchant.pay("C12", 100);
        for (Forgery how : Forgery.values()) {
            browser.delete("/merchant/notices/forge");
            browser.call("/control/callbacks/forge", Map.of("order", "C12", "how", how.name()));
            JsonNode notice = browser.notices("forge").get(0);
            boolean signed =
                    switch (how) {
                        case WRONG_KEY, CHANGED_BODY, NO_SIGNATURE, SIGNTEST -> false;
                        case STALE,
                                WRONG_AMOUNT,
                                OTHER_MERCHANT,
                                OTHER_ORDER,
                                UNDEFINED_STATUS,
                                UNDEFINED_EVENT ->
                                true;
                    };
            assertThat(genuine(merchant, notice)).as(how.name()).isEqualTo(signed);
        }
        JsonNode log =
                Json.object(browser.get("/control/callbacks?order=C12").body()).get("callbacks");
        assertThat(log.get(0).get("status").asInt()).isEqualTo(401);
        assertThat(log.size()).isEqualTo(Forgery.values().length);
        assertThat(browser.order("C12").get("state").asString()).isEqualTo("WAITING");
    }

    @Test
    void the_merchant_hangs_redirects_and_is_reset() {
        browser.call(
                "/merchant/knobs/odd",
                Map.of("hang_ms", 20, "redirect", "http://elsewhere.example/"));
        var answer = browser.post("/merchant/notify/odd", Map.of("a", 1));
        assertThat(answer.statusCode()).isEqualTo(307);
        assertThat(answer.headers().firstValue("Location")).hasValue("http://elsewhere.example/");
        browser.delete("/merchant/knobs/odd");
        assertThat(browser.post("/merchant/notify/odd", Map.of("a", 1)).body())
                .isEqualTo("success");
        assertThat(browser.notices("odd").get(1).get("body").asString()).isEqualTo("{\"a\":1}");
    }

    private MockMerchant paid(String name, String order) {
        MockMerchant merchant = new MockMerchant(browser, sandbox.uri(), name);
        merchant.pay(order, 100);
        browser.call("/payer/pay", Map.of("order", order));
        return merchant;
    }

    private void once(String order, String knob, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(more);
        all.put("knob", knob);
        all.put("count", 1);
        all.put("order", order);
        browser.knob(all);
    }

    private static boolean acknowledged(JsonNode order) {
        return order.get("callbacks").get("acknowledged").asBoolean();
    }

    private static boolean genuine(MockMerchant merchant, JsonNode notice) {
        JsonNode headers = notice.get("headers");
        return merchant.sign(
                        "POST",
                        "/mock/callback",
                        headers.path("mock-timestamp").asString(),
                        headers.path("mock-nonce").asString(),
                        notice.get("body").asString())
                .equals(headers.path("mock-signature").asString());
    }
}
