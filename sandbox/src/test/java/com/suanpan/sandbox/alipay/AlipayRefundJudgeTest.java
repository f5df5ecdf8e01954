package com.suanpan.sandbox.alipay;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.api.AlipayApiException;
import com.alipay.api.AlipayClient;
import com.alipay.api.AlipayConfig;
import com.alipay.api.DefaultAlipayClient;
import com.alipay.api.internal.util.AlipaySignature;
import com.alipay.api.request.AlipayTradeFastpayRefundQueryRequest;
import com.alipay.api.request.AlipayTradePrecreateRequest;
import com.alipay.api.request.AlipayTradeQueryRequest;
import com.alipay.api.request.AlipayTradeRefundRequest;
import com.alipay.api.response.AlipayTradeFastpayRefundQueryResponse;
import com.alipay.api.response.AlipayTradeRefundResponse;
import com.suanpan.sandbox.Browser;
import com.suanpan.sandbox.Call;
import com.suanpan.sandbox.Json;
import com.suanpan.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Alipay's own library asks for refunds and checks what it is told.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlipayRefundJudgeTest {

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
    void refunds_add_up_and_the_trades_notice_comes_again() throws Exception {
        paid("R1");
        var first = refund("R1", "R1-1", "0.30");
        assertThat(first.getFundChange()).isEqualTo("Y");
        assertThat(first.getRefundFee()).isEqualTo("0.30");
        var second = refund("R1", "R1-2", "0.70");
        assertThat(second.getRefundFee()).isEqualTo("1.00");
        var again = refund("R1", "R1-1", "0.30");
        assertThat(again.getFundChange()).isEqualTo("N");

        assertThat(query("R1", "R1-1").getRefundStatus()).isEqualTo("REFUND_SUCCESS");
        assertThat(query("R1", "R1-1").getRefundAmount()).isEqualTo("0.30");
        var trade = new AlipayTradeQueryRequest();
        trade.setBizContent(Json.write(Map.of("out_trade_no", "R1")));
        assertThat(client.execute(trade).getTradeStatus()).isEqualTo("TRADE_CLOSED");
        List<Map<String, String>> told =
                Browser.until(() -> told("R1"), notices -> notices.size() == 2);
        for (Map<String, String> notice : told) {
            assertThat(trusted(notice)).isTrue();
            assertThat(notice).containsKeys("refund_fee", "gmt_refund", "gmt_payment");
        }
        assertThat(told)
                .extracting(notice -> notice.get("out_biz_no"))
                .containsExactlyInAnyOrder("R1-1", "R1-2");
    }

    @Test
    void a_refund_that_nobody_asked_for_or_that_is_slow_has_no_status() throws Exception {
        paid("Q1");
        var nobodys = query("Q1", "Q1-1");
        assertThat(nobodys.isSuccess()).isTrue();
        assertThat(nobodys.getOutRequestNo()).isNull();
        browser.knob(Map.of("knob", "REFUND_ENDS", "ms", 60_000, "count", 1));

        assertThat(refund("Q1", "Q1-1", "0.30").getFundChange()).isEqualTo("N");
        assertThat(query("Q1", "Q1-1").getOutRequestNo()).isEqualTo("Q1-1");
        assertThat(query("Q1", "Q1-1").getRefundStatus()).isNull();
    }

    @Test
    void what_cannot_be_refunded_is_refused_in_alipays_words() throws Exception {
        paid("X1");
        assertThat(refund("X1", "X1-1", "1.01").getSubCode())
                .isEqualTo("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL");
        assertThat(refund("X2", "X2-1", "0.01").getSubCode()).isEqualTo("ACQ.TRADE_NOT_EXIST");
        refund("X1", "X1-2", "0.10");
        assertThat(refund("X1", "X1-2", "0.20").getSubCode())
                .isEqualTo("ACQ.DISCORDANT_REPEAT_REQUEST");
        browser.knob(Map.of("knob", "SHORT_OF_FUNDS", "count", 1));
        assertThat(refund("X1", "X1-3", "0.10").getSubCode())
                .isEqualTo("ACQ.SELLER_BALANCE_NOT_ENOUGH");
    }

    private void paid(String number) throws AlipayApiException {
        var request = new AlipayTradePrecreateRequest();
        request.setNotifyUrl(sandbox.uri() + "/merchant/notify/" + number);
        request.setBizContent(
                Json.write(
                        Map.of("out_trade_no", number, "total_amount", "1.00", "subject", "tea")));
        browser.call("/payer/pay", Map.of("code", client.execute(request).getQrCode()));
        browser.notices(number, 1);
    }

    private AlipayTradeRefundResponse refund(String order, String number, String yuan)
            throws AlipayApiException {
        var request = new AlipayTradeRefundRequest();
        request.setBizContent(
                Json.write(
                        Map.of(
                                "out_trade_no", order,
                                "out_request_no", number,
                                "refund_amount", yuan)));
        return client.execute(request);
    }

    private AlipayTradeFastpayRefundQueryResponse query(String order, String number)
            throws AlipayApiException {
        var request = new AlipayTradeFastpayRefundQueryRequest();
        request.setBizContent(Json.write(Map.of("out_trade_no", order, "out_request_no", number)));
        return client.execute(request);
    }

    /// The notices that tell of refunds; the merchant does not take them in Alipay's word.
    private List<Map<String, String>> told(String merchant) {
        return browser.notices(merchant)
                .valueStream()
                .map(notice -> Call.decoded(notice.get("body").asString()))
                .filter(notice -> notice.containsKey("refund_fee"))
                .toList();
    }

    private boolean trusted(Map<String, String> parameters) throws AlipayApiException {
        return AlipaySignature.rsaCheckV1(
                new TreeMap<>(parameters), settings.get("alipay_public_key"), "utf-8", "RSA2");
    }
}
