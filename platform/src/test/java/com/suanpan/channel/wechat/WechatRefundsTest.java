package com.suanpan.channel.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.channel.CallbackResult;
import com.suanpan.channel.Outcomes;
import com.suanpan.channel.PaymentHandler;
import com.suanpan.channel.RefundOrder;
import com.suanpan.channel.RefundResult;
import com.suanpan.channel.Samples;
import com.suanpan.money.Money;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every line of the provider's tables about refunds.
class WechatRefundsTest extends WechatPeer {

    private static final RefundOrder ORDER = Samples.refund(Samples.flow(Samples.NUMBER, DUE));
    private static final String REFUND =
            "\"refund_id\":\"5030001\",\"out_refund_no\":\""
                    + Samples.REFUND_NUMBER
                    + "\",\"out_trade_no\":\""
                    + Samples.NUMBER
                    + "\",\"success_time\":\"2026-11-23T15:01:00+08:00\","
                    + "\"amount\":{\"refund\":3000,\"total\":10000,\"currency\":\"CNY\"}";

    @ParameterizedTest
    @CsvSource({
        "500, SYSTEM_ERROR,          unknown channel_unsure, unknown channel_unsure",
        "500, BANK_ERROR,            unknown channel_unsure, unknown channel_unsure",
        "502, ,                      unknown channel_unsure, unknown channel_unsure",
        "504, NOT_ENOUGH,            unknown channel_unsure, unknown channel_unsure",
        "429, FREQUENCY_LIMITED,     unknown throttled,      unknown throttled",
        "429, RATELIMIT_EXCEEDED,    unknown throttled,      unknown throttled",
        "403, NOT_ENOUGH,            short of funds,         unknown undefined",
        "403, USER_ACCOUNT_ABNORMAL, refused,                unknown undefined",
        "404, RESOURCE_NOT_EXISTS,   refused,                no such refund",
        "404, ORDER_NOT_EXIST,       unknown undefined,      unknown undefined",
        "400, ORDER_CLOSED,          unknown undefined,      unknown undefined",
        "403, OUT_TRADE_NO_USED,     unknown undefined,      unknown undefined",
        "202, USERPAYING,            unknown undefined,      unknown undefined",
        "400, PARAM_ERROR,           refused,                unknown refused",
        "400, INVALID_REQUEST,       refused,                unknown refused",
        "400, APPID_MCHID_NOT_MATCH, refused,                unknown refused",
        "400, MCH_NOT_EXISTS,        refused,                unknown refused",
        "401, SIGN_ERROR,            refused,                unknown refused",
        "403, NO_AUTH,               refused,                unknown refused",
        "403, RULE_LIMIT,            refused,                unknown refused",
        "403, TRADE_ERROR,           refused,                unknown refused",
        "403, REQUEST_BLOCKED,       refused,                unknown refused",
        "400, SOMETHING_NEW,         unknown undefined,      unknown undefined",
        "400, ,                      unknown undefined,      unknown undefined",
        "302, ,                      unknown undefined,      unknown undefined",
    })
    void every_code_has_its_meaning(int answered, String code, String refund, String query) {
        says(answered, code == null ? "" : "{\"code\":\"" + code + "\",\"message\":\"why\"}");

        assertThat(Outcomes.of(refund())).isEqualTo(refund);
        assertThat(Outcomes.of(ask())).isEqualTo(query);
    }

    @ParameterizedTest
    @CsvSource({
        "403, NOT_ENOUGH,            unknown unverified",
        "403, USER_ACCOUNT_ABNORMAL, unknown unverified",
        "404, RESOURCE_NOT_EXISTS,   unknown unverified",
        "200, ,                      unknown unverified",
        "401, SIGN_ERROR,            refused",
        "429, FREQUENCY_LIMITED,     unknown throttled",
    })
    void unsigned_only_a_no_of_the_gateway_counts(int answered, String code, String refund) {
        says(answered, "{\"code\":\"" + code + "\"," + REFUND + ",\"status\":\"SUCCESS\"}");
        headers = Map.of("Wechatpay-Serial", "");

        assertThat(Outcomes.of(refund())).isEqualTo(refund);
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCESS,       done",
        "PROCESSING,    accepted",
        "CLOSED,        refused",
        "ABNORMAL,      stuck",
        "SOMETHING_NEW, unknown undefined",
    })
    void every_refund_status_has_its_meaning(String status, String meaning) {
        says(200, "{" + REFUND + ",\"status\":\"" + status + "\"}");
        assertThat(Outcomes.of(refund())).isEqualTo(meaning);
        assertThat(Outcomes.of(ask())).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource({
        "REFUND.SUCCESS,  SUCCESS,       refund done",
        "REFUND.ABNORMAL, ABNORMAL,      refund stuck",
        "REFUND.CLOSED,   CLOSED,        refund refused",
        "REFUND.SUCCESS,  CLOSED,        refund unknown contradicts",
        "REFUND.CLOSED,   SUCCESS,       refund unknown contradicts",
        "REFUND.SUCCESS,  SOMETHING_NEW, refund unknown undefined",
        "REFUND.NEW,      SUCCESS,       refused unknown_event",
        "TRANSACTION.SUCCESS, SUCCESS,   irrelevant",
        "ENTRUST.SIGN,    SUCCESS,       irrelevant",
    })
    void every_event_has_its_meaning(String event, String status, String meaning) {
        assertThat(Outcomes.of(told(event, notice(WechatSamples.MCH_ID, status))))
                .isEqualTo(meaning);
    }

    @Test
    void a_callback_tells_our_number_and_the_amount_of_this_refund() {
        assertThat(told("REFUND.SUCCESS", notice(WechatSamples.MCH_ID, "SUCCESS")))
                .isEqualTo(
                        new CallbackResult.RefundTold(
                                Samples.REFUND_NUMBER,
                                new RefundResult.Done(
                                        "5030001",
                                        Money.cny(3000),
                                        Instant.parse("2026-11-23T07:01:00Z"))));
    }

    @Test
    void m11_a_callback_of_another_merchant_or_without_a_number_is_refused() {
        assertThat(Outcomes.of(told("REFUND.SUCCESS", notice("1900009999", "SUCCESS"))))
                .isEqualTo("refused other_merchant");
        String numberless =
                notice(WechatSamples.MCH_ID, "SUCCESS").replace("out_refund_no", "another");
        assertThat(Outcomes.of(told("REFUND.SUCCESS", numberless))).isEqualTo("refused unreadable");
    }

    @ParameterizedTest
    @CsvSource({
        "26112315000000020000000007, 26112315000000020000000008",
        "26112315000000010000000001, 26112315000000010000000002",
        "\"refund\":3000, \"refund\":3001",
        "\"total\":10000, \"total\":9999",
        "CNY, USD",
    })
    void an_answer_of_something_else_contradicts(String mine, String other) {
        says(200, "{" + REFUND.replace(mine, other) + ",\"status\":\"SUCCESS\"}");

        assertThat(Outcomes.of(refund())).isEqualTo("unknown contradicts");
        assertThat(Outcomes.of(ask())).isEqualTo("unknown contradicts");
    }

    @Test
    void a_refund_is_asked_for_in_the_protocols_words() {
        says(200, "{" + REFUND + ",\"status\":\"PROCESSING\"}");
        assertThat(refund()).isEqualTo(new RefundResult.Accepted("5030001"));

        var request = peer.requests().getLast();
        assertThat(request.head()).startsWith("POST /v3/refund/domestic/refunds HTTP");
        assertThat(request.body())
                .contains("\"out_trade_no\":\"" + Samples.NUMBER + "\"")
                .contains("\"out_refund_no\":\"" + Samples.REFUND_NUMBER + "\"")
                .contains("\"refund\":3000", "\"total\":10000", "\"currency\":\"CNY\"")
                .contains("\"notify_url\":\"https://pay.example.com/callback/x/x-1/refund\"");
        ask();
        assertThat(peer.requests().getLast().head())
                .startsWith("GET /v3/refund/domestic/refunds/" + Samples.REFUND_NUMBER + " HTTP");
    }

    @Test
    void a_long_reason_is_cut_between_characters() {
        says(200, "{" + REFUND + ",\"status\":\"PROCESSING\"}");
        RefundOrder wordy =
                new RefundOrder(
                        ORDER.requestNo(),
                        ORDER.payment(),
                        ORDER.amount(),
                        "😀".repeat(81),
                        ORDER.sentAt(),
                        ORDER.callbackUrl());
        payment.refund(account, wordy);

        assertThat(peer.requests().getLast().body())
                .contains("\"reason\":\"" + "😀".repeat(80) + "\"");
    }

    @Test
    void the_first_question_comes_a_minute_after_it_was_accepted() {
        assertThat(payment.refundAskPlan().delay(0)).isEqualTo(Duration.ofMinutes(1));
    }

    private RefundResult refund() {
        return payment.refund(account, ORDER);
    }

    private RefundResult ask() {
        return payment.queryRefund(account, ORDER);
    }

    private static String notice(String mchid, String status) {
        return "{\"mchid\":\""
                + mchid
                + "\","
                + REFUND.replace(",\"currency\":\"CNY\"", "")
                + ",\"refund_status\":\""
                + status
                + "\"}";
    }

    private CallbackResult told(String event, String inside) {
        says(200, WechatSamples.notice(event, inside));
        return payment.read(
                account,
                PaymentHandler.REFUND,
                Samples.callback(headers, body.getBytes(StandardCharsets.UTF_8)));
    }
}
