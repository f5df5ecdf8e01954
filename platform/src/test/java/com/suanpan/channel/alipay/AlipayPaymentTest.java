package com.suanpan.channel.alipay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.suanpan.channel.BrokenAccount;
import com.suanpan.channel.CallbackResult;
import com.suanpan.channel.Credential;
import com.suanpan.channel.Golden;
import com.suanpan.channel.Outcomes;
import com.suanpan.channel.QueryResult;
import com.suanpan.channel.ReturnResult;
import com.suanpan.channel.Samples;
import com.suanpan.channel.StartOrder;
import com.suanpan.channel.StartResult;
import com.suanpan.money.Money;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What each scene asks and hands out, and what is believed of answers and notices.
class AlipayPaymentTest extends AlipayPeer {

    @Test
    void the_order_amount_counts_and_not_what_coupons_left_of_it() {
        says("alipay_trade_query_response", Golden.text("alipay-answer.txt"));

        assertThat(query())
                .isEqualTo(
                        new QueryResult.Paid(
                                "2026112322001400001",
                                Money.cny(10000),
                                Instant.parse("2026-11-23T07:00:30Z"),
                                "2088000000000002"));
        assertThat(read(AlipaySignatureTest.noticeForm()))
                .isEqualTo(new CallbackResult.Told(Samples.NUMBER, query()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"99.999", "-1", "0", "1e2", "", "１00"})
    void an_amount_that_is_none_is_not_believed(String amount) {
        says(
                "alipay_trade_query_response",
                "{" + TRADE.replace("100.00", amount) + ",\"trade_status\":\"TRADE_SUCCESS\"}");

        assertThat(Outcomes.of(query())).isEqualTo("unknown unreadable");
    }

    @Test
    void an_answer_about_another_trade_or_currency_contradicts() {
        says(
                "alipay_trade_query_response",
                "{" + TRADE.replace("001\"", "002\"") + ",\"trade_status\":\"TRADE_SUCCESS\"}");
        assertThat(Outcomes.of(query())).isEqualTo("unknown contradicts");
        says(
                "alipay_trade_query_response",
                "{" + TRADE + ",\"trans_currency\":\"USD\",\"trade_status\":\"TRADE_SUCCESS\"}");
        assertThat(Outcomes.of(query())).isEqualTo("unknown contradicts");
        says("alipay_trade_close_response", "{\"code\":\"10000\",\"out_trade_no\":\"1\"}");
        assertThat(Outcomes.of(qr.close(account, Samples.flow(Samples.NUMBER, DUE))))
                .isEqualTo("unknown contradicts");
        says("alipay_trade_precreate_response", "{\"code\":\"10000\",\"out_trade_no\":\"1\"}");
        assertThat(Outcomes.of(qr.start(account, order()))).isEqualTo("unknown contradicts");
    }

    @Test
    void a_precreate_hands_out_its_code() {
        says(
                "alipay_trade_precreate_response",
                "{" + TRADE + ",\"qr_code\":\"https:\\/\\/qr.alipay.com\\/bax1\"}");

        assertThat(qr.start(account, order()))
                .isEqualTo(
                        new StartResult.Started(new Credential.Code("https://qr.alipay.com/bax1")));
        Map<String, String> asked = asked();
        assertThat(asked)
                .containsEntry("method", "alipay.trade.precreate")
                .containsEntry("timestamp", "2026-11-23 15:00:00")
                .containsEntry("notify_url", order().callbackUrl().toString())
                .doesNotContainKey("return_url");
        assertThat(asked.get("biz_content"))
                .contains("\"total_amount\":\"100.00\"", "\"subject\":\"一杯咖啡 ＆ more\"")
                .contains("\"time_expire\":\"2026-11-23 15:30:00\"")
                .contains("\"product_code\":\"FACE_TO_FACE_PAYMENT\"");
        assertThat(peer.requests().getLast().head()).doesNotContain("biz_content");
    }

    @ParameterizedTest
    @CsvSource({
        "2088000000000002, buyer_id",
        "074a1CcTG1LelxKe4xQC0zgNdId0nxi95b5lsNpazWYoCo5, buyer_open_id"
    })
    void a_created_trade_is_paid_by_the_buyer_it_names(String payer, String field) {
        says("alipay_trade_create_response", "{" + TRADE + "}");
        var jsapi = new AlipayJsapiPayment(line);

        assertThat(jsapi.start(account, withPayer(payer)))
                .isEqualTo(
                        new StartResult.Started(
                                new Credential.Script("{\"tradeNO\":\"2026112322001\"}")));
        assertThat(asked().get("biz_content"))
                .contains("\"" + field + "\":\"" + payer + "\"", "\"op_app_id\"");
        assertThat(Outcomes.of(jsapi.start(account, withPayer(null)))).isEqualTo("refused");
        assertThat(peer.requests()).hasSize(1);
    }

    @Test
    void a_page_is_a_form_and_a_link_that_say_the_same() {
        for (AlipayPayment page :
                new AlipayPayment[] {new AlipayPagePayment(line), new AlipayWapPayment(line)}) {
            var started = (StartResult.Started) page.start(account, order());
            var form = (Credential.Form) started.credential();
            Map<String, String> posted = fields(form.action().getRawQuery());
            posted.putAll(form.fields());

            assertThat(posted).isEqualTo(fields(form.link().getRawQuery()));
            assertThat(form.link().toString()).startsWith(account.need("gateway_url") + "?");
            assertThat(posted)
                    .containsEntry("return_url", order().returnUrl().toString())
                    .containsKeys("sign", "notify_url");
            assertThat(form.fields()).containsOnlyKeys("biz_content");
        }
        assertThat(peer.requests()).isEmpty();
    }

    @Test
    void an_apps_string_is_signed_and_encoded() {
        var started = (StartResult.Started) new AlipayAppPayment(line).start(account, order());
        var script = (Credential.Script) started.credential();

        assertThat(fields(script.parameters()))
                .containsEntry("method", "alipay.trade.app.pay")
                .containsKey("sign");
        assertThat(script.parameters()).contains("timestamp=2026-11-23+15%3A00%3A00");
    }

    @Test
    void an_expiry_too_near_for_alipay_is_moved_to_its_shortest_life() {
        StartOrder o = order();
        var near =
                new StartOrder(
                        o.requestNo(),
                        DUE,
                        "x",
                        null,
                        Samples.NOW,
                        Samples.NOW.plusSeconds(5),
                        o.callbackUrl(),
                        o.returnUrl(),
                        null,
                        null);
        says("alipay_trade_precreate_response", "{" + TRADE + ",\"qr_code\":\"q\"}");
        qr.start(account, near);

        assertThat(asked().get("biz_content")).contains("\"time_expire\":\"2026-11-23 15:01:30\"");
        assertThat(qr.askPlan().shortestLife()).isEqualTo(Duration.ofSeconds(90));
    }

    @ParameterizedTest
    @CsvSource({"app_id, 2021000000000009", "seller_id, 2088000000000009"})
    void a_notice_for_another_application_or_seller_is_refused(String field, String other) {
        var notice = notice();
        notice.put(field, other);

        assertThat(Outcomes.of(read(signed(notice)))).isEqualTo("refused other_merchant");
    }

    @Test
    void a_return_names_the_payment_only_when_alipay_signed_it() {
        String query = AlipaySignatureTest.form("alipay-return") + "&sign_type=RSA2";

        assertThat(qr.readReturn(account, browser(query)))
                .isEqualTo(new ReturnResult.Verified(Samples.NUMBER));
        assertThat(qr.readReturn(account, browser(query.replace("100.00", "100.01"))))
                .isInstanceOf(ReturnResult.Refused.class);
        assertThat(qr.readReturn(account, browser(""))).isInstanceOf(ReturnResult.Refused.class);
    }

    @Test
    void alipay_hears_success_in_seven_bytes() {
        assertThat(qr.taken().body()).isEqualTo("success".getBytes(StandardCharsets.UTF_8));
        assertThat(new String(qr.refused().body(), StandardCharsets.UTF_8)).isNotEqualTo("success");
    }

    @Test
    void a_broken_account_names_the_setting_and_not_its_value() {
        assertThatThrownBy(() -> qr.check(AlipaySamples.account("gateway")))
                .isInstanceOf(BrokenAccount.class)
                .hasMessage("channel account alipay-1: setting gateway_url is no address");
        assertThat(AlipayAccount.parse(account)).hasToString("AlipayAccount[2021000000000001]");
    }
}
