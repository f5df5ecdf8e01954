package com.suanpan.sandbox.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.sandbox.Browser;
import com.suanpan.sandbox.Call;
import com.suanpan.sandbox.Json;
import com.suanpan.sandbox.Sandbox;
import com.wechat.pay.java.core.exception.ServiceException;
import com.wechat.pay.java.service.payments.jsapi.JsapiServiceExtension;
import com.wechat.pay.java.service.payments.jsapi.model.Payer;
import com.wechat.pay.java.service.payments.jsapi.model.PrepayWithRequestPaymentResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// A merchant learns a payer's openid, and the payer pays inside WeChat with it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WechatLoginTest {

    private static final String INSIDE = "Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.50";
    private static final String LI = "sandbox_payer=li";

    private Sandbox sandbox;
    private Browser browser;
    private WechatMerchant tea;
    private WechatMerchant rice;

    @BeforeAll
    void two_merchants(@TempDir Path dir) throws Exception {
        sandbox = Sandbox.start(0, dir, 1);
        browser = new Browser(sandbox.uri());
        tea = new WechatMerchant(sandbox.uri(), browser.account("WECHAT"));
        rice = new WechatMerchant(sandbox.uri(), browser.account("WECHAT"));
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
    void a_browser_inside_wechat_comes_back_with_a_code_and_the_state() {
        Map<String, String> back = authorized(tea, LI);

        assertThat(back.get("state")).isEqualTo("s t&1");
        assertThat(openid(tea, back.getOrDefault("code", ""))).matches("o[0-9A-Za-z_-]{27}");
    }

    @Test
    void an_openid_is_of_one_person_at_one_application_and_stays() {
        String first = openid(tea, code(tea, LI));

        assertThat(openid(tea, code(tea, LI))).isEqualTo(first);
        assertThat(openid(rice, code(rice, LI))).isNotEqualTo(first);
        assertThat(openid(tea, code(tea, "sandbox_payer=wu"))).isNotEqualTo(first);
    }

    @Test
    void a_browser_that_never_was_here_is_known_from_then_on() {
        HttpResponse<String> first = authorize(tea, "a=b");
        String cookie = first.headers().firstValue("Set-Cookie").orElse("").replaceAll(";.*", "");

        assertThat(cookie).startsWith("sandbox_payer=");
        assertThat(openid(tea, code(tea, "a=b; " + cookie)))
                .isEqualTo(openid(tea, brought(first).getOrDefault("code", "")));
    }

    @Test
    void only_wechat_opens_its_page() {
        String page = page(tea);

        assertThat(browser.get(page, "User-Agent", "Mozilla/5.0").body()).contains("请在微信客户端打开链接");
        assertThat(inside(page.replace("appid=wx", "appid=wy"), LI).body()).contains("AppID");
        assertThat(inside(page.replace("snsapi_base", "all"), LI).body()).contains("Scope");
        assertThat(inside(page.replace("redirect_uri=http", "redirect_uri=x"), LI).body())
                .contains("redirect_uri");
    }

    @Test
    void a_code_serves_once_and_only_who_it_was_made_for() {
        String code = code(tea, LI);

        assertThat(error(tea, Map.of("code", code, "secret", "wrong"))).isEqualTo(40125);
        assertThat(error(tea, Map.of("code", code, "appid", "wx0"))).isEqualTo(40013);
        assertThat(error(rice, Map.of("code", code))).isEqualTo(40029);
        assertThat(error(tea, Map.of("code", "nonsense"))).isEqualTo(40029);
        assertThat(error(tea, Map.of())).isEqualTo(41008);
        assertThat(openid(tea, code)).startsWith("o");
        assertThat(error(tea, Map.of("code", code))).isEqualTo(40163);
    }

    @Test
    void a_mini_program_learns_the_same_openid() {
        String account = tea.get("mch_id");
        ObjectNode given =
                browser.call(
                        "/payer/consent",
                        Map.of("provider", "WECHAT", "account", account, "person", "li"));
        ObjectNode session =
                asked("/sns/jscode2session", tea, Map.of("js_code", given.get("code").asString()));

        assertThat(session.get("openid").asString())
                .isEqualTo(given.get("payer_id").asString())
                .isEqualTo(openid(tea, code(tea, LI)));
        assertThat(session.get("session_key").asString()).isNotEmpty();
    }

    @Test
    void the_payer_may_say_no_and_wechat_may_stumble() {
        browser.knob(Map.of("knob", "REFUSE", "on", "AUTHORIZE", "count", 1));
        assertThat(authorized(tea, LI)).containsOnlyKeys("state");

        String code = code(tea, LI);
        browser.knob(Map.of("knob", "REFUSE", "on", "TOKEN", "code", "40163", "count", 1));
        assertThat(error(tea, Map.of("code", code))).isEqualTo(40163);
        browser.knob(Map.of("knob", "REFUSE", "on", "TOKEN", "code", "SOMETHING", "count", 1));
        assertThat(error(tea, Map.of("code", code))).isEqualTo(-1);
        browser.knob(Map.of("knob", "STATUS_AFTER", "on", "TOKEN", "status", 502, "count", 1));
        assertThat(browser.get(question("/sns/oauth2/access_token", tea, Map.of("code", code))))
                .satisfies(lost -> assertThat(lost.statusCode()).isEqualTo(502));
        assertThat(error(tea, Map.of("code", code))).isEqualTo(40163);
    }

    @Test
    void an_openid_of_another_application_cannot_order() {
        String openid = openid(tea, code(tea, LI));

        assertThat(ordered(tea, "L00001", openid).getPaySign()).isNotEmpty();
        Assertions.assertThatThrownBy(() -> ordered(rice, "L00002", openid))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("appid和openid不匹配");
        assertThat(ordered(tea, "L00003", "o-nobody").getPaySign()).isNotEmpty();
        browser.knob(Map.of("knob", "STRICT_PAYER", "count", 1));
        Assertions.assertThatThrownBy(() -> ordered(tea, "L00004", "o-nobody"))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("无效的openid");
    }

    @Test
    void the_app_asks_its_person_only_for_what_the_merchant_signed_for_that_person() {
        String openid = openid(tea, code(tea, LI));
        Map<String, String> script = script(ordered(tea, "L00005", openid));
        String window = "/app/wechat/pay?" + form(script);

        assertThat(inside(window, LI).body()).contains("action=\"/app/wechat/", ">支付<");
        assertThat(inside(window, "sandbox_payer=wu").body())
                .contains("下单账号与支付账号不一致")
                .doesNotContain("<form");
        script.put("nonceStr", "another");
        assertThat(inside("/app/wechat/pay?" + form(script), LI).body())
                .contains("支付验证签名失败", "/app/told?result=fail")
                .doesNotContain("<form");
        assertThat(browser.get("/app/wechat.js").body())
                .contains("WeixinJSBridge", sandbox.uri().toString());
    }

    private String code(WechatMerchant merchant, String cookie) {
        return authorized(merchant, cookie).getOrDefault("code", "");
    }

    private Map<String, String> authorized(WechatMerchant merchant, String cookie) {
        return brought(authorize(merchant, cookie));
    }

    private HttpResponse<String> authorize(WechatMerchant merchant, String cookie) {
        HttpResponse<String> answer = inside(page(merchant), cookie);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer;
    }

    private HttpResponse<String> inside(String path, String cookie) {
        return browser.get(path, "User-Agent", INSIDE, "Cookie", cookie);
    }

    private static Map<String, String> brought(HttpResponse<String> answer) {
        URI to = URI.create(answer.headers().firstValue("Location").orElse(""));
        assertThat(to.getPath()).isEqualTo("/back");
        return Call.decoded(to.getRawQuery());
    }

    private static String page(WechatMerchant merchant) {
        return "/connect/oauth2/authorize?"
                + form(
                        Map.of(
                                "appid", merchant.get("app_id"),
                                "redirect_uri", "http://shop.example/back",
                                "response_type", "code",
                                "scope", "snsapi_base",
                                "state", "s t&1"));
    }

    private String openid(WechatMerchant merchant, String code) {
        return asked("/sns/oauth2/access_token", merchant, Map.of("code", code))
                .path("openid")
                .asString();
    }

    private int error(WechatMerchant merchant, Map<String, String> more) {
        return asked("/sns/oauth2/access_token", merchant, more).path("errcode").asInt();
    }

    private ObjectNode asked(String path, WechatMerchant merchant, Map<String, String> more) {
        HttpResponse<String> answer = browser.get(question(path, merchant, more));
        assertThat(answer.statusCode()).isEqualTo(200);
        return Json.object(answer.body());
    }

    private static String question(String path, WechatMerchant merchant, Map<String, String> more) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("appid", merchant.get("app_id"));
        query.put("secret", merchant.get("app_secret"));
        query.put("grant_type", "authorization_code");
        query.putAll(more);
        return path + "?" + form(query);
    }

    private static PrepayWithRequestPaymentResponse ordered(
            WechatMerchant merchant, String number, String openid) {
        var request = new com.wechat.pay.java.service.payments.jsapi.model.PrepayRequest();
        request.setAppid(merchant.get("app_id"));
        request.setMchid(merchant.get("mch_id"));
        request.setDescription("tea");
        request.setOutTradeNo(number);
        request.setNotifyUrl(merchant.sandbox() + "/merchant/notify/" + number);
        var amount = new com.wechat.pay.java.service.payments.jsapi.model.Amount();
        amount.setTotal(100);
        request.setAmount(amount);
        Payer payer = new Payer();
        payer.setOpenid(openid);
        request.setPayer(payer);
        var config = merchant.config();
        return new JsapiServiceExtension.Builder()
                .config(config)
                .httpClient(merchant.client(config))
                .build()
                .prepayWithRequestPayment(request);
    }

    private static Map<String, String> script(PrepayWithRequestPaymentResponse handed) {
        Map<String, String> script = new LinkedHashMap<>();
        script.put("appId", handed.getAppId());
        script.put("timeStamp", handed.getTimeStamp());
        script.put("nonceStr", handed.getNonceStr());
        script.put("package", handed.getPackageVal());
        script.put("signType", handed.getSignType());
        script.put("paySign", handed.getPaySign());
        return script;
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(f ->
                        f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
