package com.suanpan.sandbox.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.suanpan.sandbox.Browser;
import com.suanpan.sandbox.Sandbox;
import com.wechat.pay.java.core.Config;
import com.wechat.pay.java.core.exception.ServiceException;
import com.wechat.pay.java.core.exception.ValidationException;
import com.wechat.pay.java.core.http.HttpClient;
import com.wechat.pay.java.core.notification.NotificationConfig;
import com.wechat.pay.java.service.payments.app.AppServiceExtension;
import com.wechat.pay.java.service.payments.h5.H5Service;
import com.wechat.pay.java.service.payments.jsapi.JsapiServiceExtension;
import com.wechat.pay.java.service.payments.jsapi.model.Payer;
import com.wechat.pay.java.service.payments.model.Transaction;
import com.wechat.pay.java.service.payments.nativepay.NativePayService;
import com.wechat.pay.java.service.payments.nativepay.model.CloseOrderRequest;
import com.wechat.pay.java.service.payments.nativepay.model.PrepayRequest;
import com.wechat.pay.java.service.payments.nativepay.model.QueryOrderByIdRequest;
import com.wechat.pay.java.service.payments.nativepay.model.QueryOrderByOutTradeNoRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// WeChat Pay's own library drives the sandbox and checks what it signs. Its host is fixed, so an
/// interceptor sends its calls here; what it signs is untouched.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WechatJudgeTest {

    private Sandbox sandbox;
    private Browser browser;
    private WechatMerchant merchant;
    private Config config;
    private HttpClient http;
    private NativePayService service;

    @BeforeAll
    void a_merchant_with_the_official_library(@TempDir Path dir) throws Exception {
        sandbox = Sandbox.start(0, dir, 1);
        browser = new Browser(sandbox.uri());
        merchant = new WechatMerchant(sandbox.uri(), browser.account("WECHAT"));
        config = merchant.config();
        http = merchant.client(config);
        service = new NativePayService.Builder().config(config).httpClient(http).build();
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
    void a_native_payment_is_started_paid_asked_about_and_told_of() {
        String code = service.prepay(merchant.prepay("N00001", 1)).getCodeUrl();
        assertThat(code).startsWith("weixin://wxpay/bizpayurl?pr=");
        assertThat(service.prepay(merchant.prepay("N00001", 1)).getCodeUrl()).isEqualTo(code);
        assertThat(query("N00001").getTradeState()).isEqualTo(Transaction.TradeStateEnum.NOTPAY);
        assertThat(query("N00001").getTransactionId()).isNull();

        browser.call("/payer/pay", Map.of("code", code));
        Transaction paid = query("N00001");
        assertThat(paid.getTradeState()).isEqualTo(Transaction.TradeStateEnum.SUCCESS);
        assertThat(paid.getAmount().getTotal()).isEqualTo(1);
        assertThat(paid.getTradeType()).isEqualTo(Transaction.TradeTypeEnum.NATIVE);

        QueryOrderByIdRequest byId = new QueryOrderByIdRequest();
        byId.setMchid(merchant.get("mch_id"));
        byId.setTransactionId(paid.getTransactionId());
        assertThat(service.queryOrderById(byId).getOutTradeNo()).isEqualTo("N00001");

        Transaction told =
                WechatMerchant.parsed(browser.notices("N00001", 1).get(0), merchant.publicKeys());
        assertThat(told.getTransactionId()).isEqualTo(paid.getTransactionId());
        assertThat(told.getMchid()).isEqualTo(merchant.get("mch_id"));
        assertThat(told.getSuccessTime()).isEqualTo(paid.getSuccessTime());
    }

    @Test
    void a_page_in_wechat_is_paid_with_the_signature_that_the_library_makes() {
        var request = new com.wechat.pay.java.service.payments.jsapi.model.PrepayRequest();
        request.setAppid(merchant.get("app_id"));
        request.setMchid(merchant.get("mch_id"));
        request.setDescription("tea");
        request.setOutTradeNo("J00001");
        request.setNotifyUrl(sandbox.uri() + "/merchant/notify/J00001");
        var amount = new com.wechat.pay.java.service.payments.jsapi.model.Amount();
        amount.setTotal(100);
        request.setAmount(amount);
        Payer payer = new Payer();
        payer.setOpenid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");
        request.setPayer(payer);
        var script =
                new JsapiServiceExtension.Builder()
                        .config(config)
                        .httpClient(http)
                        .build()
                        .prepayWithRequestPayment(request);
        Map<String, Object> handed = new LinkedHashMap<>();
        handed.put("appId", script.getAppId());
        handed.put("timeStamp", script.getTimeStamp());
        handed.put("nonceStr", script.getNonceStr());
        handed.put("package", script.getPackageVal());
        handed.put("signType", script.getSignType());
        handed.put("paySign", script.getPaySign());
        browser.call("/payer/pay", Map.of("script", handed));
        assertThat(query("J00001").getPayer().getOpenid())
                .isEqualTo("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");

        handed.put("nonceStr", "another");
        var forged = browser.post("/payer/open", Map.of("script", handed));
        assertThat(forged.statusCode()).isEqualTo(400);
    }

    @Test
    void an_app_is_paid_with_the_signature_that_the_library_makes() {
        var request = new com.wechat.pay.java.service.payments.app.model.PrepayRequest();
        request.setAppid(merchant.get("app_id"));
        request.setMchid(merchant.get("mch_id"));
        request.setDescription("tea");
        request.setOutTradeNo("A00001");
        request.setNotifyUrl(sandbox.uri() + "/merchant/notify/A00001");
        var amount = new com.wechat.pay.java.service.payments.app.model.Amount();
        amount.setTotal(100);
        request.setAmount(amount);
        var script =
                new AppServiceExtension.Builder()
                        .config(config)
                        .httpClient(http)
                        .build()
                        .prepayWithRequestPayment(request);
        Map<String, Object> handed = new LinkedHashMap<>();
        handed.put("appid", script.getAppid());
        handed.put("partnerid", script.getPartnerId());
        handed.put("prepayid", script.getPrepayId());
        handed.put("package", script.getPackageVal());
        handed.put("noncestr", script.getNonceStr());
        handed.put("timestamp", script.getTimestamp());
        handed.put("sign", script.getSign());
        browser.call("/payer/pay", Map.of("script", handed));
        assertThat(query("A00001").getTradeState()).isEqualTo(Transaction.TradeStateEnum.SUCCESS);
    }

    @Test
    void a_phone_page_is_opened_and_goes_back_where_the_browser_said() {
        String url =
                new H5Service.Builder()
                        .config(config)
                        .httpClient(http)
                        .build()
                        .prepay(merchant.phonePage("H00001"))
                        .getH5Url();
        String back = sandbox.uri() + "/merchant/return/shop";
        JsonNode paid =
                browser.call(
                        "/payer/pay",
                        Map.of(
                                "url",
                                url
                                        + "&redirect_url="
                                        + URLEncoder.encode(back, StandardCharsets.UTF_8)));
        assertThat(paid.get("return_url").asString()).isEqualTo(back);
        assertThat(query("H00001").getTradeType()).isEqualTo(Transaction.TradeTypeEnum.MWEB);
    }

    @Test
    void an_order_closes_again_and_again_but_not_once_paid() {
        service.prepay(merchant.prepay("C00001", 1));
        close("C00001");
        close("C00001");
        assertThat(query("C00001").getTradeState()).isEqualTo(Transaction.TradeStateEnum.CLOSED);
        refused(() -> service.prepay(merchant.prepay("C00001", 1)), 400, "ORDER_CLOSED");

        service.prepay(merchant.prepay("C00002", 1));
        browser.call("/payer/pay", Map.of("order", "C00002"));
        refused(() -> close("C00002"), 400, "ORDER_PAID");
        refused(() -> close("C00003"), 404, "ORDER_NOT_EXIST");
        refused(() -> query("C00003"), 404, "ORDER_NOT_EXIST");
    }

    @Test
    void wrong_requests_are_refused_with_the_codes_of_the_error_table() {
        service.prepay(merchant.prepay("E00001", 1));
        refused(() -> service.prepay(merchant.prepay("E00001", 2)), 403, "OUT_TRADE_NO_USED");
        refused(() -> service.prepay(merchant.prepay("short", 1)), 400, "PARAM_ERROR");
        PrepayRequest otherApp = merchant.prepay("E00002", 1);
        otherApp.setAppid("wx0000000000000000");
        refused(() -> service.prepay(otherApp), 400, "APPID_MCHID_NOT_MATCH");
        PrepayRequest withQuery = merchant.prepay("E00003", 1);
        withQuery.setNotifyUrl("https://shop.example/notify?a=1");
        refused(() -> service.prepay(withQuery), 400, "PARAM_ERROR");
        browser.knob(Map.of("knob", "REFUSE", "code", "FREQUENCY_LIMITED", "count", 1));
        refused(() -> service.prepay(merchant.prepay("E00004", 1)), 429, "FREQUENCY_LIMITED");
        Map<String, String> others = browser.account("WECHAT");
        Config stranger = merchant.config(others.getOrDefault("merchant_private_key", ""));
        var forged =
                new NativePayService.Builder()
                        .config(stranger)
                        .httpClient(merchant.client(stranger))
                        .build();
        refused(() -> forged.prepay(merchant.prepay("E00005", 1)), 401, "SIGN_ERROR");
    }

    @Test
    void the_library_downloads_the_certificate_and_believes_what_it_signs() {
        Config certificates = merchant.certificateConfig();
        var byCertificate =
                new NativePayService.Builder()
                        .config(certificates)
                        .httpClient(merchant.client(certificates))
                        .build();
        assertThat(byCertificate.prepay(merchant.prepay("K00001", 1)).getCodeUrl()).isNotEmpty();

        browser.knob(Map.of("knob", "OTHER_KEY", "on", "CALLBACK", "count", 1));
        browser.call("/payer/pay", Map.of("order", "K00001"));
        JsonNode notice = browser.notices("K00001", 1).get(0);
        assertThat(notice.get("headers").get("wechatpay-serial").asString())
                .doesNotStartWith("PUB_KEY_ID");
        Transaction told = WechatMerchant.parsed(notice, (NotificationConfig) certificates);
        assertThat(told.getOutTradeNo()).isEqualTo("K00001");
    }

    @Test
    void the_library_rejects_every_bad_signature() {
        service.prepay(merchant.prepay("B00001", 1));
        for (String knob : new String[] {"BAD_SIGNATURE", "SIGNTEST", "UNSIGNED", "OTHER_KEY"}) {
            browser.knob(Map.of("knob", knob, "on", "QUERY", "count", 1));
            assertThatThrownBy(() -> query("B00001")).as(knob).isInstanceOf(RuntimeException.class);
        }
        browser.knob(Map.of("knob", "CLOCK_SKEW", "on", "QUERY", "count", 1, "seconds", 900));
        assertThatThrownBy(() -> query("B00001")).isInstanceOf(RuntimeException.class);
        assertThat(query("B00001").getOutTradeNo()).isEqualTo("B00001");

        for (String how : new String[] {"WRONG_KEY", "CHANGED_BODY", "SIGNTEST"}) {
            browser.delete("/merchant/notices/B00001");
            browser.call("/control/callbacks/forge", Map.of("order", "B00001", "how", how));
            JsonNode notice = browser.notices("B00001", 1).get(0);
            assertThatThrownBy(() -> WechatMerchant.parsed(notice, merchant.publicKeys()))
                    .as(how)
                    .isInstanceOf(ValidationException.class);
        }
        browser.delete("/merchant/notices/B00001");
        browser.call(
                "/control/callbacks/forge",
                Map.of("order", "B00001", "how", "WRONG_AMOUNT", "amount", 7));
        Transaction wrong =
                WechatMerchant.parsed(browser.notices("B00001", 1).get(0), merchant.publicKeys());
        assertThat(wrong.getAmount().getTotal()).isEqualTo(7);
    }

    private static void refused(Runnable call, int status, String code) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        ServiceException.class,
                        e -> {
                            assertThat(e.getErrorCode()).isEqualTo(code);
                            assertThat(e.getHttpStatusCode()).isEqualTo(status);
                        });
    }

    private Transaction query(String number) {
        QueryOrderByOutTradeNoRequest request = new QueryOrderByOutTradeNoRequest();
        request.setMchid(merchant.get("mch_id"));
        request.setOutTradeNo(number);
        return service.queryOrderByOutTradeNo(request);
    }

    private void close(String number) {
        CloseOrderRequest request = new CloseOrderRequest();
        request.setMchid(merchant.get("mch_id"));
        request.setOutTradeNo(number);
        service.closeOrder(request);
    }
}
