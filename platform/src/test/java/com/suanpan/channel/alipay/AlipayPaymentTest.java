package com.suanpan.channel.alipay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.suanpan.channel.BrokenAccount;
import com.suanpan.channel.CallbackResult;
import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.ChannelLines;
import com.suanpan.channel.Credential;
import com.suanpan.channel.Golden;
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
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every line of the gateway's tables, said by a peer that holds Alipay's key.
class AlipayPaymentTest {

    private static final Money DUE = Money.cny(10000);
    private static final Clock CLOCK = Clock.fixed(Samples.NOW, ZoneOffset.UTC);
    private static final String TRADE =
            "\"code\":\"10000\",\"out_trade_no\":\""
                    + Samples.NUMBER
                    + "\",\"trade_no\":\"2026112322001\",\"total_amount\":\"100.00\"";

    private final Outbound outbound = Outbounds.within(Duration.ofSeconds(5));
    private final AlipayLine line = new AlipayLine(ChannelLines.through(outbound), CLOCK);
    private final AlipayPayment qr = new AlipayQrPayment(line);
    private Peer peer;
    private ChannelAccount account;
    private String answer = "";

    @BeforeEach
    void a_gateway_that_says_what_it_is_told() throws IOException {
        peer = new Peer((_, to) -> to.write(Peer.response(200, answer)));
        account = AlipaySamples.account("http://127.0.0.1:" + peer.port() + "/gateway.do");
    }

    @AfterEach
    void hang_up() throws IOException {
        peer.close();
        outbound.close();
    }

    @ParameterizedTest
    @CsvSource({
        "10003, ,                              must ask,               waiting,                must ask",
        "20000, isp.unknow-error,              unknown channel_unsure, unknown channel_unsure, unknown channel_unsure",
        "20000, aop.unknow-error,              unknown channel_unsure, unknown channel_unsure, unknown channel_unsure",
        "20001, aop.invalid-auth-token,        refused technical,      unknown refused,        unknown refused",
        "40001, isv.missing-method,            refused technical,      unknown refused,        unknown refused",
        "40002, isv.invalid-signature,         refused technical,      unknown refused,        unknown refused",
        "40005, aop.call-limited,              unknown throttled,      unknown throttled,      unknown throttled",
        "40006, isv.insufficient-isv-permissions, refused technical,   unknown refused,        unknown refused",
        "40004, ACQ.SYSTEM_ERROR,              unknown channel_unsure, unknown channel_unsure, unknown channel_unsure",
        "40004, AQC.SYSTEM_ERROR,              unknown channel_unsure, unknown channel_unsure, unknown channel_unsure",
        "40004, ACQ.DISCORDANT_REPEAT_REQUEST, unknown channel_unsure, unknown channel_unsure, unknown channel_unsure",
        "40004, ACQ.TRADE_HAS_SUCCESS,         must ask,               unknown undefined,      must ask",
        "40004, ACQ.TRADE_HAS_CLOSE,           must ask,               unknown undefined,      must ask",
        "40004, ACQ.TRADE_STATUS_ERROR,        must ask,               unknown undefined,      must ask",
        "40004, ACQ.CONTEXT_INCONSISTENT,      must ask,               unknown undefined,      must ask",
        "40004, ACQ.TRADE_NOT_EXIST,           unknown undefined,      no such order,          no such order",
        "40004, ACQ.INVALID_PARAMETER,         refused,                unknown refused,        unknown refused",
        "40004, ACQ.SOMETHING_NEW,             unknown undefined,      unknown undefined,      unknown undefined",
        "40004, ,                              unknown undefined,      unknown undefined,      unknown undefined",
        "99999, ,                              unknown undefined,      unknown undefined,      unknown undefined",
    })
    void every_code_has_its_meaning(
            String code, String subCode, String start, String query, String close) {
        String node =
                "{\"code\":\""
                        + code
                        + "\",\"msg\":\"why\""
                        + (subCode == null ? "" : ",\"sub_code\":\"" + subCode + "\"")
                        + "}";

        says("alipay_trade_precreate_response", node);
        assertThat(Outcomes.of(qr.start(account, order()))).isEqualTo(start);
        says("alipay_trade_query_response", node);
        assertThat(Outcomes.of(query())).isEqualTo(query);
        says("alipay_trade_close_response", node);
        assertThat(Outcomes.of(qr.close(account, Samples.flow(Samples.NUMBER, DUE))))
                .isEqualTo(close);
    }

    @ParameterizedTest
    @CsvSource({
        "WAIT_BUYER_PAY, false, waiting",
        "TRADE_SUCCESS,  true,  paid",
        "TRADE_FINISHED, true,  paid",
        "TRADE_CLOSED,   false, closed",
        "TRADE_CLOSED,   true,  paid",
        "SOMETHING_NEW,  true,  unknown undefined",
    })
    void every_trade_status_has_its_meaning(String status, boolean paid, String meaning) {
        says(
                "alipay_trade_query_response",
                "{"
                        + TRADE
                        + ",\"trade_status\":\""
                        + status
                        + "\""
                        + (paid ? ",\"send_pay_date\":\"2026-11-23 15:00:30\"}" : "}"));
        assertThat(Outcomes.of(query())).isEqualTo(meaning);

        var notice = notice();
        notice.put("trade_status", status);
        if (!paid) {
            notice.remove("gmt_payment");
        }
        assertThat(Outcomes.of(read(signed(notice)))).isEqualTo(meaning);
    }

    @Test
    void a_trade_that_was_closed_by_a_refund_is_never_called_unpaid() {
        var notice = notice();
        notice.put("trade_status", "TRADE_CLOSED");
        notice.put("refund_fee", "100.00");
        assertThat(Outcomes.of(read(signed(notice)))).isEqualTo("paid");

        notice.remove("gmt_payment");
        assertThat(Outcomes.of(read(signed(notice)))).isEqualTo("unknown unreadable");
    }

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

    @ParameterizedTest
    @CsvSource({
        "40002, refused technical,  unknown refused",
        "40006, refused technical,  unknown refused",
        "40004, unknown unverified, unknown unverified",
        "10000, unknown unverified, unknown unverified",
        "20000, unknown unverified, unknown unverified",
    })
    void unsigned_only_the_gateways_own_refusal_counts(String code, String start, String query) {
        answer =
                "{\"error_response\":{\"code\":\""
                        + code
                        + "\",\"sub_code\":\"ACQ.INVALID_PARAMETER\",\"out_trade_no\":\""
                        + Samples.NUMBER
                        + "\",\"qr_code\":\"https://qr.example\"}}";

        assertThat(Outcomes.of(qr.start(account, order()))).isEqualTo(start);
        assertThat(Outcomes.of(query())).isEqualTo(query);
    }

    @Test
    void a_wrong_signature_is_never_definite() {
        String node = "{\"code\":\"40002\",\"sub_code\":\"isv.invalid-signature\"}";
        answer =
                "{\"error_response\":"
                        + node
                        + ",\"sign\":\""
                        + Golden.signedByAnother(node.getBytes(StandardCharsets.UTF_8))
                        + "\"}";

        assertThat(Outcomes.of(qr.start(account, order()))).isEqualTo("unknown unverified");
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
    void a_notice_of_another_kind_is_refused() {
        var notice = notice();
        notice.put("notify_type", "trade_dispute");

        assertThat(Outcomes.of(read(signed(notice)))).isEqualTo("refused unknown_event");
        assertThat(Outcomes.of(qr.read(account, "refund", Samples.callback(Map.of(), new byte[0]))))
                .isEqualTo("refused unknown_event");
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

    private static StartOrder order() {
        return Samples.order(Samples.NUMBER, DUE, Samples.NOW);
    }

    private static StartOrder withPayer(@org.jspecify.annotations.Nullable String payer) {
        StartOrder o = order();
        return new StartOrder(
                o.requestNo(),
                o.amount(),
                o.subject(),
                o.body(),
                o.createdAt(),
                o.expiresAt(),
                o.callbackUrl(),
                o.returnUrl(),
                payer,
                o.clientIp());
    }

    private QueryResult query() {
        return qr.query(account, Samples.flow(Samples.NUMBER, DUE));
    }

    private CallbackResult read(String form) {
        return qr.read(
                account,
                PaymentHandler.PAYMENT,
                Samples.callback(Map.of(), form.getBytes(StandardCharsets.UTF_8)));
    }

    private static RawCallback browser(String query) {
        return new RawCallback("GET", Map.of(), query, new byte[0]);
    }

    private void says(String root, String node) {
        answer =
                new String(
                        AlipaySignatureTest.envelope(root, node.getBytes(StandardCharsets.UTF_8)),
                        StandardCharsets.UTF_8);
    }

    private Map<String, String> asked() {
        Peer.Request request = peer.requests().getLast();
        String target = request.head().split(" ", 3)[1];
        Map<String, String> all = fields(URI.create(target).getRawQuery());
        all.putAll(fields(request.body()));
        return all;
    }

    private static Map<String, String> notice() {
        return fields(AlipaySignatureTest.noticeForm().replaceAll("&sign(_type)?=[^&]*", ""));
    }

    /// A notice signed by Alipay's key, as it would sign it.
    private static String signed(Map<String, String> notice) {
        Map<String, String> sorted = new TreeMap<>(notice);
        sorted.remove("sign");
        sorted.remove("sign_type");
        String text =
                sorted.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining("&"));
        sorted.put("sign", Golden.signedByProvider(text.getBytes(StandardCharsets.UTF_8)));
        sorted.put("sign_type", "RSA2");
        return sorted.entrySet().stream()
                .map(e ->
                        e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new TreeMap<>();
        for (String field : form.split("&")) {
            int equals = field.indexOf('=');
            fields.put(
                    field.substring(0, equals),
                    URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return fields;
    }
}
