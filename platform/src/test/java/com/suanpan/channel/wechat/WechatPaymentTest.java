package com.suanpan.channel.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.channel.CallbackResult;
import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.ChannelLines;
import com.suanpan.channel.Credential;
import com.suanpan.channel.Outcomes;
import com.suanpan.channel.PaymentHandler;
import com.suanpan.channel.QueryResult;
import com.suanpan.channel.RawCallback;
import com.suanpan.channel.ReturnResult;
import com.suanpan.channel.Samples;
import com.suanpan.channel.StartOrder;
import com.suanpan.channel.StartResult;
import com.suanpan.money.Money;
import com.suanpan.outbound.Outbound;
import com.suanpan.outbound.Outbounds;
import com.suanpan.outbound.Peer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every line of API v3's tables, said by a peer that holds WeChat's key.
class WechatPaymentTest {

    private static final Money DUE = Money.cny(10000);
    private static final Clock CLOCK = Clock.fixed(Samples.NOW, ZoneOffset.UTC);
    private static final String UNPAID =
            "\"appid\":\"wxd678efh567hg6787\",\"mchid\":\"1900007291\",\"out_trade_no\":\""
                    + Samples.NUMBER
                    + "\",\"amount\":{\"total\":10000,\"payer_total\":8800,\"currency\":\"CNY\"}";
    private static final String PAID =
            UNPAID
                    + ",\"transaction_id\":\"4200001\",\"success_time\":\"2026-11-23T15:00:30+08:00\","
                    + "\"payer\":{\"openid\":\"oUpF8uMuAJO\"}";

    private final Outbound outbound = Outbounds.within(Duration.ofSeconds(5));
    private final WechatLine line = new WechatLine(ChannelLines.through(outbound), CLOCK);
    private final WechatPayment payment = new WechatNativePayment(line);
    private Peer peer;
    private ChannelAccount account;
    private int status;
    private String body = "";
    private Map<String, String> headers = Map.of();

    @BeforeEach
    void an_api_that_says_what_it_is_told() throws IOException {
        peer = new Peer((_, to) -> to.write(answer()));
        account = WechatSamples.account("http://127.0.0.1:" + peer.port());
    }

    @AfterEach
    void hang_up() throws IOException {
        peer.close();
        outbound.close();
    }

    @ParameterizedTest
    @CsvSource({
        "500, SYSTEM_ERROR,          unknown channel_unsure, unknown channel_unsure, unknown channel_unsure",
        "500, BANK_ERROR,            unknown channel_unsure, unknown channel_unsure, unknown channel_unsure",
        "502, ,                      unknown channel_unsure, unknown channel_unsure, unknown channel_unsure",
        "503, ,                      unknown channel_unsure, unknown channel_unsure, unknown channel_unsure",
        "504, PARAM_ERROR,           unknown channel_unsure, unknown channel_unsure, unknown channel_unsure",
        "429, FREQUENCY_LIMITED,     unknown throttled,      unknown throttled,      unknown throttled",
        "429, RATELIMIT_EXCEEDED,    unknown throttled,      unknown throttled,      unknown throttled",
        "403, RATELIMIT_EXCEEDED,    unknown throttled,      unknown throttled,      unknown throttled",
        "202, USERPAYING,            must ask,               unknown undefined,      must ask",
        "404, ORDER_NOT_EXIST,       unknown undefined,      no such order,          no such order",
        "400, ORDER_CLOSED,          must ask,               unknown undefined,      must ask",
        "400, ORDER_PAID,            must ask,               unknown undefined,      must ask",
        "403, OUT_TRADE_NO_USED,     must ask,               unknown undefined,      must ask",
        "400, OUT_TRADE_NO_USED,     must ask,               unknown undefined,      must ask",
        "400, PARAM_ERROR,           refused,                unknown refused,        unknown refused",
        "400, INVALID_REQUEST,       refused,                unknown refused,        unknown refused",
        "400, APPID_MCHID_NOT_MATCH, refused technical,      unknown refused,        unknown refused",
        "400, MCH_NOT_EXISTS,        refused technical,      unknown refused,        unknown refused",
        "401, SIGN_ERROR,            refused technical,      unknown refused,        unknown refused",
        "403, NO_AUTH,               refused technical,      unknown refused,        unknown refused",
        "403, RULE_LIMIT,            refused,                unknown refused,        unknown refused",
        "403, TRADE_ERROR,           refused,                unknown refused,        unknown refused",
        "403, REQUEST_BLOCKED,       refused,                unknown refused,        unknown refused",
        "400, SOMETHING_NEW,         unknown undefined,      unknown undefined,      unknown undefined",
        "400, ,                      unknown undefined,      unknown undefined,      unknown undefined",
        "302, ,                      unknown undefined,      unknown undefined,      unknown undefined",
    })
    void every_code_has_its_meaning(
            int answered, String code, String start, String query, String close) {
        says(answered, code == null ? "" : "{\"code\":\"" + code + "\",\"message\":\"why\"}");

        assertThat(Outcomes.of(start())).isEqualTo(start);
        assertThat(Outcomes.of(query())).isEqualTo(query);
        assertThat(close()).isEqualTo(close);
    }

    @ParameterizedTest
    @CsvSource({
        "500, SYSTEM_ERROR,    unknown channel_unsure, unknown channel_unsure",
        "429, ,                unknown throttled,      unknown throttled",
        "401, SIGN_ERROR,      refused technical,      unknown refused",
        "400, PARAM_ERROR,     refused,                unknown refused",
        "404, ORDER_NOT_EXIST, unknown unverified,     unknown unverified",
        "400, ORDER_PAID,      unknown unverified,     unknown unverified",
        "400, SOMETHING_NEW,   unknown unverified,     unknown unverified",
        "200, ,                unknown unverified,     unknown unverified",
    })
    void unsigned_only_a_definite_no_counts(int answered, String code, String start, String query) {
        says(
                answered,
                "{\"code\":\""
                        + code
                        + "\","
                        + PAID
                        + ",\"trade_state\":\"SUCCESS\",\"code_url\":\"w\"}");
        headers = Map.of("Wechatpay-Serial", "");

        assertThat(Outcomes.of(start())).isEqualTo(start);
        assertThat(Outcomes.of(query())).isEqualTo(query);
    }

    @Test
    void a_wrong_signature_is_never_definite() {
        says(400, "{\"code\":\"PARAM_ERROR\"}");
        headers.put("Wechatpay-Nonce", "another");

        assertThat(Outcomes.of(start())).isEqualTo("unknown unverified");
    }

    @Test
    void a_stale_answer_is_not_believed() {
        says(200, "{" + PAID + ",\"trade_state\":\"SUCCESS\"}");
        WechatLine late =
                new WechatLine(
                        ChannelLines.through(outbound),
                        Clock.offset(CLOCK, Duration.ofSeconds(301)));

        assertThat(
                        Outcomes.of(
                                new WechatNativePayment(late)
                                        .query(account, Samples.flow(Samples.NUMBER, DUE))))
                .isEqualTo("unknown unverified");
    }

    @Test
    void a_number_used_with_other_content_must_be_asked_about() {
        says(400, "{\"code\":\"INVALID_REQUEST\",\"message\":\"201 商户订单号重复\"}");

        assertThat(Outcomes.of(start())).isEqualTo("must ask");
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCESS, paid",
        "REFUND, paid",
        "NOTPAY, waiting",
        "USERPAYING, waiting",
        "ACCEPT, waiting",
        "CLOSED, closed",
        "REVOKED, closed",
        "PAYERROR, closed",
        "PAY_FAIL, closed",
        "SOMETHING_NEW, unknown undefined",
    })
    void every_trade_state_has_its_meaning(String state, String meaning) {
        String transaction = "{" + PAID + ",\"trade_state\":\"" + state + "\"}";
        says(200, transaction);
        assertThat(Outcomes.of(query())).isEqualTo(meaning);

        says(200, WechatSamples.notice("TRANSACTION.SUCCESS", transaction));
        assertThat(Outcomes.of(read())).isEqualTo(meaning);
    }

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

        assertThat(credential(new WechatJsapiPayment(line)))
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
                    new WechatJsapiPayment(line),
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TRANSACTION.FAIL",
                "REFUND.SUCCESS",
                "REFUND.ABNORMAL",
                "REFUND.CLOSED",
                "MCHTRANSFER.BILL.FINISHED",
                "ENTRUST.SIGN",
                "ENTRUST.TERMINATE"
            })
    void a_notice_of_something_else_is_acknowledged(String event) {
        says(200, WechatSamples.notice(event, "{}"));

        assertThat(Outcomes.of(read())).isEqualTo("irrelevant");
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

    private static StartOrder order() {
        return Samples.order(Samples.NUMBER, DUE, Samples.NOW);
    }

    private StartResult start() {
        return payment.start(account, order());
    }

    private Credential credential(WechatPayment scene) {
        return ((StartResult.Started) scene.start(account, order())).credential();
    }

    private QueryResult query() {
        return payment.query(account, Samples.flow(Samples.NUMBER, DUE));
    }

    private String close() {
        return Outcomes.of(payment.close(account, Samples.flow(Samples.NUMBER, DUE)));
    }

    private CallbackResult read() {
        return payment.read(
                account,
                PaymentHandler.PAYMENT,
                Samples.callback(headers, body.getBytes(StandardCharsets.UTF_8)));
    }

    private static RawCallback browser(String query) {
        return new RawCallback("GET", Map.of(), query, new byte[0]);
    }

    private void says(int status, String body) {
        this.status = status;
        this.body = body;
        this.headers = WechatSamples.signed(body.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] answer() {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " .\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        if (status != 204) {
            head.append("Content-Length: " + content.length + "\r\n");
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        answer.writeBytes(content);
        return answer.toByteArray();
    }
}
