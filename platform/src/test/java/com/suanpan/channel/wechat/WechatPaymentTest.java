package com.suanpan.channel.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.channel.CallbackResult;
import com.suanpan.channel.ChannelLines;
import com.suanpan.channel.Credential;
import com.suanpan.channel.Outcomes;
import com.suanpan.channel.QueryResult;
import com.suanpan.channel.ReturnResult;
import com.suanpan.channel.Samples;
import com.suanpan.channel.StartOrder;
import com.suanpan.channel.StartResult;
import com.suanpan.outbound.Peer;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What each scene asks and hands out, and what is believed of answers and notices.
class WechatPaymentTest extends WechatPeer {

    @Test
    void the_order_amount_counts_and_not_what_coupons_left_of_it() {
        var paid =
                new QueryResult.Paid(
                        "4200001", DUE, Instant.parse("2026-11-23T07:00:30Z"), "oUpF8uMuAJO");
        String transaction = "{" + PAID + ",\"trade_state\":\"SUCCESS\"}";

        says(200, transaction);
        assertThat(query()).isEqualTo(paid);
        says(200, WechatSamples.notice("TRANSACTION.SUCCESS", transaction));
        assertThat(read()).isEqualTo(new CallbackResult.Told(Samples.NUMBER, paid));
    }

    @ParameterizedTest
    @CsvSource({
        "1900007291, 1900007292, unknown contradicts",
        "wxd678efh567hg6787, wx0, unknown contradicts",
        "26112315000000010000000001, 26112315000000010000000002, unknown contradicts",
        "CNY, USD, unknown contradicts",
        "10000, -1, unknown unreadable",
        "10000, 1.5, unknown unreadable",
    })
    void an_answer_that_is_not_about_our_order_is_not_believed(
            String mine, String other, String meaning) {
        String changed =
                mine.equals("10000")
                        ? PAID.replace(":10000", ":" + other)
                        : PAID.replace(mine, other);
        says(200, "{" + changed + ",\"trade_state\":\"SUCCESS\"}");

        assertThat(Outcomes.of(query())).isEqualTo(meaning);
    }

    @Test
    void an_unpaid_order_has_neither_number_nor_payer() {
        says(200, "{" + UNPAID + ",\"trade_state\":\"NOTPAY\"}");
        assertThat(Outcomes.of(query())).isEqualTo("waiting");
        says(200, "{" + UNPAID + ",\"trade_state\":\"SUCCESS\"}");
        assertThat(Outcomes.of(query())).isEqualTo("unknown unreadable");
        assertThat(peer.requests().getLast().head())
                .startsWith(
                        "GET /v3/pay/transactions/out-trade-no/"
                                + Samples.NUMBER
                                + "?mchid=1900007291 HTTP/1.1");
    }

    @Test
    void only_an_empty_204_confirms_a_close_signed_or_not() {
        says(204, "");
        assertThat(close()).isEqualTo("closed");
        headers = Map.of();
        assertThat(close()).isEqualTo("closed");
        says(204, "");
        headers.put("Wechatpay-Nonce", "another");
        assertThat(close()).isEqualTo("unknown unverified");
        says(200, "{}");
        assertThat(close()).isEqualTo("unknown undefined");
    }

    @Test
    void a_native_order_hands_out_its_code() {
        says(200, "{\"code_url\":\"weixin://wxpay/bizpayurl?pr=1\"}");

        assertThat(start())
                .isEqualTo(
                        new StartResult.Started(
                                new Credential.Code("weixin://wxpay/bizpayurl?pr=1")));
        Peer.Request asked = peer.requests().getLast();
        assertThat(asked.head()).startsWith("POST /v3/pay/transactions/native HTTP/1.1");
        assertThat(asked.header("accept")).isEqualTo("application/json");
        assertThat(asked.header("wechatpay-serial")).isEqualTo(WechatSamples.PUBLIC_KEY_ID);
        assertThat(asked.header("authorization")).startsWith("WECHATPAY2-SHA256-RSA2048 mchid=");
        assertThat(asked.body())
                .contains("\"time_expire\":\"2026-11-23T15:30:00+08:00\"")
                .contains("\"description\":\"一杯咖啡 & more\"")
                .contains("\"total\":10000", "\"currency\":\"CNY\"")
                .contains("\"notify_url\":\"https://pay.example.com/callback/x/x-1/payment\"");
    }

    @Test
    void every_other_scene_tells_of_its_payer_and_hands_out_its_own_credential() {
        says(200, "{\"prepay_id\":\"wx1\",\"h5_url\":\"https://wx.tenpay.com/c?prepay_id=wx1\"}");

        assertThat(
                        credential(
                                new WechatJsapiPayment(
                                        line, new WechatOpenids(ChannelLines.through(outbound)))))
                .asString()
                .contains("\"package\":\"prepay_id=wx1\"");
        assertThat(peer.requests().getLast().body()).contains("\"payer\":{\"openid\":\"payer-1\"}");
        assertThat(credential(new WechatMiniPayment(line))).asString().contains("paySign");
        assertThat(peer.requests().getLast().head()).startsWith("POST /v3/pay/transactions/jsapi ");
        assertThat(credential(new WechatAppPayment(line)))
                .asString()
                .contains("\"prepayid\":\"wx1\"");
        assertThat(peer.requests().getLast().head()).startsWith("POST /v3/pay/transactions/app ");
        assertThat(credential(new WechatH5Payment(line)))
                .isEqualTo(
                        new Credential.Link(
                                URI.create(
                                        "https://wx.tenpay.com/c?prepay_id=wx1&redirect_url="
                                                + "https%3A%2F%2Fpay.example.com%2Freturn%2Fx%2Fx-1%3Fflow_no%3D"
                                                + Samples.NUMBER)));
        assertThat(peer.requests().getLast().body())
                .contains("\"payer_client_ip\":\"203.0.113.7\"", "\"h5_info\":{\"type\":\"Wap\"}");
    }

    @Test
    void a_scene_that_must_name_its_payer_is_refused_without_a_call() {
        StartOrder o = order();
        StartOrder nobody =
                new StartOrder(
                        o.requestNo(),
                        o.amount(),
                        o.subject(),
                        null,
                        o.createdAt(),
                        o.expiresAt(),
                        o.callbackUrl(),
                        o.returnUrl(),
                        null,
                        null);
        for (WechatPayment scene :
                new WechatPayment[] {
                    new WechatJsapiPayment(line, new WechatOpenids(ChannelLines.through(outbound))),
                    new WechatMiniPayment(line),
                    new WechatH5Payment(line)
                }) {
            assertThat(Outcomes.of(scene.start(account, nobody))).isEqualTo("refused");
        }
        assertThat(peer.requests()).isEmpty();
    }

    @Test
    void an_answer_without_a_credential_leaves_the_start_unknown() {
        says(200, "{\"prepay_id\":\"wx1\"}");
        assertThat(Outcomes.of(start())).isEqualTo("unknown unreadable");
        says(200, "nonsense");
        assertThat(Outcomes.of(start())).isEqualTo("unknown unreadable");
        assertThat(Outcomes.of(query())).isEqualTo("unknown unreadable");
    }

    @ParameterizedTest
    @CsvSource({"1900007291, 1900007292", "wxd678efh567hg6787, wx0"})
    void a_notice_for_another_merchant_or_app_is_refused(String mine, String other) {
        says(
                200,
                WechatSamples.notice(
                        "TRANSACTION.SUCCESS",
                        "{" + PAID.replace(mine, other) + ",\"trade_state\":\"SUCCESS\"}"));

        assertThat(Outcomes.of(read())).isEqualTo("refused other_merchant");
    }

    @Test
    void a_notice_that_cannot_be_used_is_refused_and_kept() {
        says(200, WechatSamples.notice("SOMETHING.NEW", "{}"));
        assertThat(Outcomes.of(read())).isEqualTo("refused unknown_event");
        says(200, WechatSamples.notice("TRANSACTION.SUCCESS", "{}").replace("transaction", "x"));
        assertThat(Outcomes.of(read())).isEqualTo("refused unreadable");
        says(200, "[]");
        assertThat(Outcomes.of(read())).isEqualTo("refused unreadable");
        headers.put("Wechatpay-Signature", "WECHATPAY/SIGNTEST/6V7iSjU5zFFOGAdsb==");
        assertThat(Outcomes.of(read())).isEqualTo("refused bad_signature");
        assertThat(payment.refused().status()).isBetween(400, 599);
    }

    @Test
    void a_return_from_h5_names_its_payment_unsigned() {
        assertThat(payment.readReturn(account, browser("flow_no=" + Samples.NUMBER)))
                .isEqualTo(new ReturnResult.Unsigned(Samples.NUMBER));
        for (String query : new String[] {"", "flow_no=", "flow_no=<script>", "x=1"}) {
            assertThat(payment.readReturn(account, browser(query)))
                    .isInstanceOf(ReturnResult.Refused.class);
        }
    }
}
