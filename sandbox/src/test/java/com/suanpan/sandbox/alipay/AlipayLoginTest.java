package com.suanpan.sandbox.alipay;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.api.AlipayApiException;
import com.alipay.api.AlipayClient;
import com.alipay.api.AlipayConfig;
import com.alipay.api.DefaultAlipayClient;
import com.alipay.api.request.AlipaySystemOauthTokenRequest;
import com.alipay.api.request.AlipayTradeCreateRequest;
import com.alipay.api.response.AlipaySystemOauthTokenResponse;
import com.alipay.api.response.AlipayTradeCreateResponse;
import com.suanpan.sandbox.Browser;
import com.suanpan.sandbox.Call;
import com.suanpan.sandbox.Json;
import com.suanpan.sandbox.Sandbox;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Alipay's own library learns who the buyer is.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlipayLoginTest {

    private Sandbox sandbox;
    private Browser browser;
    private Map<String, String> tea;
    private Map<String, String> rice;

    @BeforeAll
    void two_applications(@TempDir Path dir) throws Exception {
        sandbox = Sandbox.start(0, dir, 1);
        browser = new Browser(sandbox.uri());
        tea = browser.account("ALIPAY");
        rice = browser.account("ALIPAY");
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
    void a_code_is_changed_once_into_the_buyers_ids() throws Exception {
        Map<String, String> back = authorized(tea);
        assertThat(back)
                .containsEntry("app_id", tea.get("app_id"))
                .containsEntry("source", "alipay_wallet")
                .containsEntry("state", "st");

        var told = token(tea, back.getOrDefault("auth_code", ""));
        assertThat(told.isSuccess()).isTrue();
        assertThat(told.getUserId()).matches("2088[0-9]{12}");
        assertThat(told.getOpenId()).isNotEmpty();

        var again = token(tea, back.getOrDefault("auth_code", ""));
        assertThat(again.getCode()).isEqualTo("40002");
        assertThat(again.getSubCode()).isEqualTo("isv.code-invalid");
    }

    @Test
    void a_person_has_one_user_id_and_an_open_id_an_application() throws Exception {
        var first = token(tea, code(tea));
        var second = token(tea, code(tea));
        var other = token(rice, code(rice));

        assertThat(second.getOpenId()).isEqualTo(first.getOpenId());
        assertThat(other.getUserId()).isEqualTo(first.getUserId());
        assertThat(other.getOpenId()).isNotEqualTo(first.getOpenId());
        assertThat(created(tea, "A1", first.getOpenId()).isSuccess()).isTrue();
        assertThat(created(rice, "A2", first.getOpenId()).getSubCode())
                .isEqualTo("ACQ.INVALID_PARAMETER");
        browser.knob(Map.of("knob", "STRICT_PAYER", "count", 1));
        assertThat(created(tea, "A3", "nobody").getSubCode()).isEqualTo("ACQ.INVALID_PARAMETER");
    }

    @Test
    void a_code_is_of_one_application() throws Exception {
        String code = code(tea);

        assertThat(token(rice, code).getSubCode()).isEqualTo("isv.unmatched-app-id");
        assertThat(token(tea, "nonsense").getSubCode()).isEqualTo("isv.code-invalid");
    }

    @Test
    void what_is_not_asked_for_rightly_gets_a_page_that_says_so() {
        String page = page(tea);

        assertThat(browser.get(page.replace("app_id=2", "app_id=9")).body()).contains("app_id");
        assertThat(browser.get(page.replace("auth_base", "all")).body()).contains("error_scope");
        assertThat(browser.get(page.replace("redirect_uri=http", "redirect_uri=x")).body())
                .contains("redirect_uri");
    }

    @Test
    void the_buyer_may_say_no_and_the_gateway_may_stumble() throws Exception {
        browser.knob(Map.of("knob", "REFUSE", "on", "AUTHORIZE", "count", 1));
        assertThat(authorized(tea)).containsKey("state").doesNotContainKey("auth_code");
        browser.knob(
                Map.of("knob", "REFUSE", "on", "TOKEN", "code", "isp.unknow-error", "count", 1));
        assertThat(token(tea, code(tea)).getCode()).isEqualTo("20000");
    }

    @Test
    void the_app_asks_its_person_to_pay_a_trade_by_its_number() throws Exception {
        var buyer = token(tea, code(tea));
        String trade = created(tea, "A4", buyer.getUserId()).getTradeNo();

        assertThat(browser.get("/app/alipay/pay?tradeNO=" + trade, "Cookie", "sandbox_payer=li"))
                .satisfies(page -> assertThat(page.body()).contains("action=\"/app/alipay/"));
        assertThat(browser.get("/app/wechat/pay?tradeNO=" + trade, "Cookie", "sandbox_payer=li"))
                .satisfies(page -> assertThat(page.body()).doesNotContain("<form"));
        assertThat(browser.get("/app/alipay.js").body()).contains("AlipayJSBridge");
        assertThat(browser.get("/app/mock.js").statusCode()).isEqualTo(404);
    }

    private static String page(Map<String, String> settings) {
        return "/oauth2/publicAppAuthorize.htm?scope=auth_base&state=st&app_id="
                + settings.get("app_id")
                + "&redirect_uri=http%3A%2F%2Fshop.example%2Fback%3Fa%3Db";
    }

    private String code(Map<String, String> settings) {
        return authorized(settings).getOrDefault("auth_code", "");
    }

    private Map<String, String> authorized(Map<String, String> settings) {
        HttpResponse<String> answer = browser.get(page(settings), "Cookie", "sandbox_payer=li");
        assertThat(answer.statusCode()).isEqualTo(303);
        URI to = URI.create(answer.headers().firstValue("Location").orElse(""));
        assertThat(to.toString()).startsWith("http://shop.example/back?a=b&");
        return Call.decoded(to.getRawQuery());
    }

    private static AlipaySystemOauthTokenResponse token(Map<String, String> settings, String code)
            throws AlipayApiException {
        var request = new AlipaySystemOauthTokenRequest();
        request.setGrantType("authorization_code");
        request.setCode(code);
        return client(settings).execute(request);
    }

    private static AlipayTradeCreateResponse created(
            Map<String, String> settings, String number, String buyer) throws AlipayApiException {
        var request = new AlipayTradeCreateRequest();
        request.setBizContent(
                Json.write(
                        Map.of(
                                "out_trade_no",
                                number,
                                "total_amount",
                                "0.01",
                                "subject",
                                "tea",
                                "product_code",
                                "JSAPI_PAY",
                                buyer.startsWith("2088") ? "buyer_id" : "buyer_open_id",
                                buyer)));
        return client(settings).execute(request);
    }

    private static AlipayClient client(Map<String, String> settings) throws AlipayApiException {
        AlipayConfig config = new AlipayConfig();
        config.setServerUrl(settings.get("gateway_url"));
        config.setAppId(settings.get("app_id"));
        config.setPrivateKey(settings.get("app_private_key"));
        config.setAlipayPublicKey(settings.get("alipay_public_key"));
        return new DefaultAlipayClient(config);
    }
}
