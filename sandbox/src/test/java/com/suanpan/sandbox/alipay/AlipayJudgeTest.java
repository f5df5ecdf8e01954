package com.suanpan.sandbox.alipay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.api.AlipayApiException;
import com.alipay.api.AlipayClient;
import com.alipay.api.AlipayConfig;
import com.alipay.api.AlipayRequest;
import com.alipay.api.AlipayResponse;
import com.alipay.api.DefaultAlipayClient;
import com.alipay.api.internal.util.AlipaySignature;
import com.alipay.api.request.AlipayTradeAppPayRequest;
import com.alipay.api.request.AlipayTradeCancelRequest;
import com.alipay.api.request.AlipayTradeCloseRequest;
import com.alipay.api.request.AlipayTradeCreateRequest;
import com.alipay.api.request.AlipayTradePagePayRequest;
import com.alipay.api.request.AlipayTradePrecreateRequest;
import com.alipay.api.request.AlipayTradeQueryRequest;
import com.alipay.api.request.AlipayTradeWapPayRequest;
import com.alipay.api.response.AlipayTradeQueryResponse;
import com.suanpan.sandbox.Browser;
import com.suanpan.sandbox.Call;
import com.suanpan.sandbox.Json;
import com.suanpan.sandbox.Sandbox;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Alipay's own library drives the sandbox and checks what it signs.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlipayJudgeTest {

    private Sandbox sandbox;
    private Browser browser;
    private Map<String, String> settings;
    private AlipayClient client;

    @BeforeAll
    void a_merchant_with_the_official_library(@TempDir Path dir) throws Exception {
        sandbox = Sandbox.start(0, dir, 1);
        browser = new Browser(sandbox.uri());
        settings = browser.account("ALIPAY");
        AlipayConfig config = new AlipayConfig();
        config.setServerUrl(settings.get("gateway_url"));
        config.setAppId(settings.get("app_id"));
        config.setPrivateKey(settings.get("app_private_key"));
        config.setAlipayPublicKey(settings.get("alipay_public_key"));
        client = new DefaultAlipayClient(config);
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
    void a_code_is_made_opened_paid_and_told_of() throws Exception {
        var made = client.execute(asking(new AlipayTradePrecreateRequest(), "Q1", "0.01", ""));
        assertThat(made.isSuccess()).isTrue();
        assertThat(query("Q1").getSubCode()).isEqualTo("ACQ.TRADE_NOT_EXIST");

        browser.call("/payer/open", Map.of("code", made.getQrCode()));
        assertThat(query("Q1").getTradeStatus()).isEqualTo("WAIT_BUYER_PAY");
        browser.call("/payer/pay", Map.of("code", made.getQrCode()));

        AlipayTradeQueryResponse paid = query("Q1");
        assertThat(paid.getTradeStatus()).isEqualTo("TRADE_SUCCESS");
        assertThat(paid.getTotalAmount()).isEqualTo("0.01");
        Map<String, String> notice = notice("Q1");
        assertThat(trusted(notice)).isTrue();
        assertThat(notice)
                .containsEntry("trade_status", "TRADE_SUCCESS")
                .containsEntry("trade_no", paid.getTradeNo())
                .containsEntry("total_amount", "0.01")
                .containsEntry("seller_id", settings.get("seller_id"));
    }

    @Test
    void a_page_is_opened_by_form_or_by_address_and_comes_back_signed() throws Exception {
        var request =
                asking(new AlipayTradePagePayRequest(), "P1", "88.80", "FAST_INSTANT_TRADE_PAY");
        request.setReturnUrl(sandbox.uri() + "/merchant/return/shop");
        String address = client.pageExecute(request, "GET").getBody();
        JsonNode paid = browser.call("/payer/pay", Map.of("url", address));
        assertThat(paid.get("state").asString()).isEqualTo("PAID");

        Map<String, String> back =
                Call.decoded(URI.create(paid.get("return_url").asString()).getRawQuery());
        assertThat(trusted(back)).isTrue();
        assertThat(back).containsEntry("out_trade_no", "P1").containsEntry("total_amount", "88.80");

        var again =
                asking(new AlipayTradePagePayRequest(), "P2", "88.80", "FAST_INSTANT_TRADE_PAY");
        JsonNode opened =
                browser.call(
                        "/payer/open", Map.of("form", form(client.pageExecute(again).getBody())));
        assertThat(opened.get("state").asString()).isEqualTo("WAITING");
        assertThat(query("P2").getTradeStatus()).isEqualTo("WAIT_BUYER_PAY");
    }

    @Test
    void a_phone_page_an_app_and_a_page_in_the_wallet_are_paid() throws Exception {
        var wap = asking(new AlipayTradeWapPayRequest(), "W1", "1.00", "QUICK_WAP_WAY");
        browser.call("/payer/pay", Map.of("url", client.pageExecute(wap, "GET").getBody()));
        assertThat(query("W1").getTradeStatus()).isEqualTo("TRADE_SUCCESS");

        var app = asking(new AlipayTradeAppPayRequest(), "A1", "1.00", "QUICK_MSECURITY_PAY");
        String script = client.sdkExecute(app).getBody();
        browser.call("/payer/pay", Map.of("script", script));
        assertThat(query("A1").getTradeStatus()).isEqualTo("TRADE_SUCCESS");
        var forged = browser.post("/payer/pay", Map.of("script", script.replace("A1", "A2")));
        assertThat(forged.statusCode()).isEqualTo(400);
        assertThat(forged.body()).contains("isv.invalid-signature");

        var create = new AlipayTradeCreateRequest();
        Map<String, String> content = content("J1", "1.00", "JSAPI_PAY");
        content.put("op_app_id", settings.getOrDefault("app_id", ""));
        content.put("buyer_id", "2088102146225135");
        create.setBizContent(Json.write(content));
        create.setNotifyUrl(sandbox.uri() + "/merchant/notify/J1");
        var created = client.execute(create);
        assertThat(created.isSuccess()).isTrue();
        browser.call("/payer/pay", Map.of("script", Map.of("tradeNO", created.getTradeNo())));
        assertThat(query("J1").getTradeStatus()).isEqualTo("TRADE_SUCCESS");
    }

    @Test
    void an_unpaid_trade_closes_and_a_paid_one_does_not() throws Exception {
        assertThat(close("C1").getSubCode()).isEqualTo("ACQ.TRADE_NOT_EXIST");
        opened("C1");
        assertThat(close("C1").isSuccess()).isTrue();
        assertThat(query("C1").getTradeStatus()).isEqualTo("TRADE_CLOSED");
        assertThat(close("C1").getSubCode()).isEqualTo("ACQ.TRADE_HAS_CLOSE");

        opened("C2");
        browser.call("/payer/pay", Map.of("order", "C2"));
        assertThat(close("C2").getSubCode()).isEqualTo("ACQ.TRADE_STATUS_ERROR");

        opened("C3");
        var cancelled = client.execute(asking(new AlipayTradeCancelRequest(), "C3", "1.00", ""));
        assertThat(cancelled.getAction()).isEqualTo("close");
        var used = client.execute(asking(new AlipayTradePrecreateRequest(), "C2", "1.00", ""));
        assertThat(used.getSubCode()).isEqualTo("ACQ.TRADE_HAS_SUCCESS");
    }

    @Test
    void the_same_number_with_another_amount_is_inconsistent() throws Exception {
        opened("S1");
        var same = client.execute(asking(new AlipayTradePrecreateRequest(), "S1", "1.00", ""));
        assertThat(same.isSuccess()).isTrue();
        var other = client.execute(asking(new AlipayTradePrecreateRequest(), "S1", "2.00", ""));
        assertThat(other.getSubCode()).isEqualTo("ACQ.CONTEXT_INCONSISTENT");
    }

    @Test
    void the_library_rejects_every_bad_signature() throws Exception {
        opened("B1");
        browser.knob(Map.of("knob", "BAD_SIGNATURE", "on", "QUERY", "count", 1));
        assertThatThrownBy(() -> query("B1")).hasMessageContaining("sign check fail");
        browser.knob(Map.of("knob", "UNSIGNED", "on", "QUERY", "count", 1));
        assertThatThrownBy(() -> query("B1")).hasMessageContaining("RSA2");
        assertThat(query("B1").isSuccess()).isTrue();

        for (String how : new String[] {"WRONG_KEY", "CHANGED_BODY", "NO_SIGNATURE", "SIGNTEST"}) {
            browser.delete("/merchant/notices/B1");
            browser.call("/control/callbacks/forge", Map.of("order", "B1", "how", how));
            assertThat(trusted(notice("B1"))).as(how).isFalse();
        }
        for (String how : new String[] {"WRONG_AMOUNT", "OTHER_MERCHANT", "OTHER_ORDER", "STALE"}) {
            browser.delete("/merchant/notices/B1");
            browser.call("/control/callbacks/forge", Map.of("order", "B1", "how", how));
            assertThat(trusted(notice("B1"))).as(how).isTrue();
        }
    }

    @Test
    void a_stranger_and_a_wrong_key_are_refused_as_the_gateway_refuses() throws Exception {
        AlipayConfig config = new AlipayConfig();
        config.setServerUrl(settings.get("gateway_url"));
        config.setAppId(settings.get("app_id"));
        config.setPrivateKey(browser.account("ALIPAY").get("app_private_key"));
        config.setAlipayPublicKey(settings.get("alipay_public_key"));
        var request = new AlipayTradeQueryRequest();
        request.setBizContent("{\"out_trade_no\":\"X1\"}");
        assertThat(new DefaultAlipayClient(config).execute(request).getSubCode())
                .isEqualTo("isv.invalid-signature");
        config.setAppId("2021000000000000");
        assertThat(new DefaultAlipayClient(config).execute(request).getSubCode())
                .isEqualTo("isv.invalid-app-id");
    }

    private void opened(String number) throws AlipayApiException {
        var made = client.execute(asking(new AlipayTradePrecreateRequest(), number, "1.00", ""));
        browser.call("/payer/open", Map.of("code", made.getQrCode()));
    }

    private AlipayTradeQueryResponse query(String number) throws AlipayApiException {
        var request = new AlipayTradeQueryRequest();
        request.setBizContent(Json.write(Map.of("out_trade_no", number)));
        return client.execute(request);
    }

    private AlipayResponse close(String number) throws AlipayApiException {
        var request = new AlipayTradeCloseRequest();
        request.setBizContent(Json.write(Map.of("out_trade_no", number)));
        return client.execute(request);
    }

    private <R extends AlipayRequest<?>> R asking(
            R request, String number, String yuan, String product) {
        request.setNotifyUrl(sandbox.uri() + "/merchant/notify/" + number);
        try {
            request.getClass()
                    .getMethod("setBizContent", String.class)
                    .invoke(request, Json.write(content(number, yuan, product)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        return request;
    }

    private static Map<String, String> content(String number, String yuan, String product) {
        Map<String, String> content = new LinkedHashMap<>();
        content.put("out_trade_no", number);
        content.put("total_amount", yuan);
        content.put("subject", "tea + 茶 \"green\"");
        if (!product.isEmpty()) {
            content.put("product_code", product);
        }
        return content;
    }

    private Map<String, String> notice(String merchant) {
        return Call.decoded(browser.notices(merchant, 1).get(0).get("body").asString());
    }

    private boolean trusted(Map<String, String> parameters) throws AlipayApiException {
        try {
            return AlipaySignature.rsaCheckV1(
                    new TreeMap<>(parameters), settings.get("alipay_public_key"), "utf-8", "RSA2");
        } catch (AlipayApiException e) {
            return false;
        }
    }

    /// The form that the library makes for a browser, as the browser reads it.
    private static Map<String, Object> form(String html) {
        Matcher action = Pattern.compile("action=\"([^\"]*)\"").matcher(html);
        Matcher field = Pattern.compile("name=\"([^\"]*)\" value=\"([^\"]*)\"").matcher(html);
        Map<String, String> fields = new LinkedHashMap<>();
        while (field.find()) {
            if (!field.group(1).equals("punchout_form")) {
                fields.put(field.group(1), field.group(2).replace("&quot;", "\""));
            }
        }
        assertThat(action.find()).isTrue();
        return Map.of("action", action.group(1), "fields", fields);
    }
}
