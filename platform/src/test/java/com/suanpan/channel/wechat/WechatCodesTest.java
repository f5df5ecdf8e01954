package com.suanpan.channel.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.channel.ChannelLines;
import com.suanpan.channel.Outcomes;
import com.suanpan.channel.Samples;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every line of the provider's tables.
class WechatCodesTest extends WechatPeer {

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
}
