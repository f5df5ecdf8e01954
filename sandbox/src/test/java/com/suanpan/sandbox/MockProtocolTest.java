package com.suanpan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MockProtocolTest {

    private Sandbox sandbox;
    private Browser browser;
    private MockMerchant merchant;

    @BeforeAll
    void a_merchant_of_the_mock_provider(@TempDir Path dir) throws Exception {
        sandbox = Sandbox.start(0, dir, 1);
        browser = new Browser(sandbox.uri());
        merchant = new MockMerchant(browser, sandbox.uri(), "mock");
    }

    @AfterAll
    void closed() throws Exception {
        sandbox.close();
    }

    @Test
    void a_payment_is_started_paid_asked_about_and_told_of() {
        var started = merchant.pay("F1", 100);
        assertThat(started.statusCode()).isEqualTo(200);
        assertThat(merchant.believes(started)).isTrue();
        assertThat(merchant.read(merchant.query("F1")).get("status").asString())
                .isEqualTo("WAITING");

        String code = merchant.read(started).get("pay_url").asString();
        assertThat(browser.call("/payer/pay", Map.of("code", code)).get("state").asString())
                .isEqualTo("PAID");

        var asked = merchant.query("F1");
        assertThat(merchant.believes(asked)).isTrue();
        assertThat(merchant.read(asked).get("status").asString()).isEqualTo("PAID");
        assertThat(merchant.read(asked).get("amount").asLong()).isEqualTo(100);

        JsonNode told = browser.notices("mock", 1).get(0);
        JsonNode headers = told.get("headers");
        assertThat(headers.get("mock-signature").asString())
                .isEqualTo(
                        merchant.sign(
                                "POST",
                                "/mock/callback",
                                headers.get("mock-timestamp").asString(),
                                headers.get("mock-nonce").asString(),
                                told.get("body").asString()));
        assertThat(Json.object(told.get("body").asString()).get("status").asString())
                .isEqualTo("PAID");
    }

    @Test
    void the_same_start_again_gives_the_same_address_and_another_one_a_conflict() {
        var first = merchant.read(merchant.pay("F2", 100));
        assertThat(merchant.read(merchant.pay("F2", 100)).get("pay_url"))
                .isEqualTo(first.get("pay_url"));
        var other = merchant.pay("F2", 101);
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(merchant.read(other).get("code").asString()).isEqualTo("ORDER_CONFLICT");
        assertThat(merchant.believes(other)).isTrue();
    }

    @Test
    void a_closed_order_takes_no_money_and_a_paid_one_is_not_closed() {
        merchant.pay("F3", 100);
        assertThat(merchant.read(merchant.close("F3")).get("status").asString())
                .isEqualTo("CLOSED");
        assertThat(merchant.close("F3").statusCode()).isEqualTo(200);
        var refused = browser.post("/payer/pay", Map.of("order", "F3"));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Json.object(refused.body()).get("code").asString()).isEqualTo("ORDER_CLOSED");

        merchant.pay("F4", 100);
        browser.call("/payer/pay", Map.of("order", "F4"));
        assertThat(merchant.read(merchant.close("F4")).get("code").asString())
                .isEqualTo("ORDER_PAID");
        assertThat(merchant.read(merchant.pay("F4", 100)).get("code").asString())
                .isEqualTo("ORDER_PAID");
    }

    @Test
    void a_wrong_signature_a_strange_merchant_and_a_wrong_field_are_refused() {
        var unsigned = browser.post("/mock/query", Map.of("order_no", "F1"));
        assertThat(Json.object(unsigned.body()).get("code").asString())
                .isEqualTo("MERCHANT_UNKNOWN");
        assertThat(merchant.read(merchant.pay("no spaces", 100)).get("code").asString())
                .isEqualTo("PARAM_ERROR");
        assertThat(merchant.read(merchant.pay("F5", 0)).get("code").asString())
                .isEqualTo("PARAM_ERROR");
        assertThat(merchant.query("F-none").statusCode()).isEqualTo(404);
        assertThat(
                        browser.send(
                                        HttpRequest.newBuilder(sandbox.uri().resolve("/mock/query"))
                                                .header("Mock-Merchant", merchant.number())
                                                .header("Mock-Timestamp", "1")
                                                .header("Mock-Nonce", "0123456789abcdef")
                                                .header("Mock-Signature", "00")
                                                .POST(HttpRequest.BodyPublishers.ofString("{}")))
                                .body())
                .contains("SIGN_ERROR");
    }
}
