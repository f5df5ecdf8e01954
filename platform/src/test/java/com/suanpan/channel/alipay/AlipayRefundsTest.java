package com.suanpan.channel.alipay;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.channel.CallbackResult;
import com.suanpan.channel.Outcomes;
import com.suanpan.channel.RefundOrder;
import com.suanpan.channel.RefundResult;
import com.suanpan.channel.Samples;
import com.suanpan.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every line of the provider's tables about refunds.
class AlipayRefundsTest extends AlipayPeer {

    private static final RefundOrder ORDER = Samples.refund(Samples.flow(Samples.NUMBER, DUE));
    private static final String DONE = "alipay_trade_refund_response";
    private static final String ASKED = "alipay_trade_fastpay_refund_query_response";
    private static final String REFUND =
            TRADE
                    + ",\"out_request_no\":\""
                    + Samples.REFUND_NUMBER
                    + "\",\"refund_amount\":\"30.00\"";

    @ParameterizedTest
    @CsvSource({
        "10003, ,                              unknown undefined,      unknown undefined",
        "20000, isp.unknow-error,              unknown channel_unsure, unknown channel_unsure",
        "20000, aop.unknow-error,              unknown channel_unsure, unknown channel_unsure",
        "20001, aop.invalid-auth-token,        refused,                unknown refused",
        "40001, isv.missing-method,            refused,                unknown refused",
        "40002, isv.invalid-signature,         refused,                unknown refused",
        "40005, aop.call-limited,              unknown throttled,      unknown throttled",
        "40006, isv.insufficient-isv-permissions, refused,             unknown refused",
        "40004, ACQ.SYSTEM_ERROR,              unknown channel_unsure, unknown channel_unsure",
        "40004, AQC.SYSTEM_ERROR,              unknown channel_unsure, unknown channel_unsure",
        "40004, ACQ.DISCORDANT_REPEAT_REQUEST, unknown channel_unsure, unknown channel_unsure",
        "40004, ACQ.SELLER_BALANCE_NOT_ENOUGH, short of funds,         unknown undefined",
        "40004, ACQ.REFUND_CHARGE_ERROR,       short of funds,         unknown undefined",
        "40004, ACQ.TRADE_NOT_ALLOW_REFUND,    refused,                unknown undefined",
        "40004, ACQ.REASON_TRADE_REFUND_FEE_ERR, refused,              unknown undefined",
        "40004, ACQ.REFUND_AMT_NOT_EQUAL_TOTAL, refused,               unknown undefined",
        "40004, ACQ.TRADE_HAS_FINISHED,        refused,                unknown undefined",
        "40004, ACQ.INVALID_PARAMETER,         refused,                unknown refused",
        "40004, ACQ.TRADE_HAS_CLOSE,           unknown undefined,      unknown undefined",
        "40004, ACQ.TRADE_STATUS_ERROR,        unknown undefined,      unknown undefined",
        "40004, ACQ.TRADE_NOT_EXIST,           unknown undefined,      unknown undefined",
        "40004, ACQ.SOMETHING_NEW,             unknown undefined,      unknown undefined",
        "40004, ,                              unknown undefined,      unknown undefined",
        "99999, ,                              unknown undefined,      unknown undefined",
    })
    void every_code_has_its_meaning(String code, String subCode, String refund, String query) {
        String node =
                "{\"code\":\""
                        + code
                        + "\",\"msg\":\"why\""
                        + (subCode == null ? "" : ",\"sub_code\":\"" + subCode + "\"")
                        + "}";

        says(DONE, node);
        assertThat(Outcomes.of(refund())).isEqualTo(refund);
        says(ASKED, node);
        assertThat(Outcomes.of(ask())).isEqualTo(query);
    }

    @ParameterizedTest
    @CsvSource({
        "Y, 30.00,  done",
        "Y, 100.00, done",
        "Y, 29.99,  unknown contradicts",
        "Y, 100.01, unknown contradicts",
        "Y, ,       unknown unreadable",
        "Y, 3e1,    unknown unreadable",
        "N, 30.00,  accepted",
        "N, 0.00,   accepted",
        "X, 30.00,  unknown undefined",
        ",  30.00,  unknown undefined",
    })
    void the_refund_fee_is_what_all_refunds_came_to(String change, String fee, String meaning) {
        says(
                DONE,
                "{"
                        + TRADE
                        + (change == null ? "" : ",\"fund_change\":\"" + change + "\"")
                        + (fee == null ? "" : ",\"refund_fee\":\"" + fee + "\"")
                        + "}");

        assertThat(Outcomes.of(refund())).isEqualTo(meaning);
    }

    @Test
    void what_is_done_is_this_refunds_amount_whatever_others_came_to() {
        says(DONE, "{" + TRADE + ",\"fund_change\":\"Y\",\"refund_fee\":\"80.00\"}");

        assertThat(refund()).isEqualTo(new RefundResult.Done(null, Money.cny(3000), Samples.NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "REFUND_SUCCESS, done",
        ",               accepted",
        "REFUND_FAIL,    unknown undefined",
    })
    void every_refund_status_has_its_meaning(String status, String meaning) {
        says(
                ASKED,
                "{"
                        + REFUND
                        + (status == null ? "" : ",\"refund_status\":\"" + status + "\"")
                        + "}");

        assertThat(Outcomes.of(ask())).isEqualTo(meaning);
    }

    @Test
    void a_success_that_names_no_refund_knows_of_none() {
        says(ASKED, "{\"code\":\"10000\",\"msg\":\"Success\"}");
        assertThat(Outcomes.of(ask())).isEqualTo("no such refund");

        says(ASKED, "{\"code\":\"10000\",\"refund_status\":\"REFUND_SUCCESS\"}");
        assertThat(Outcomes.of(ask())).isEqualTo("unknown contradicts");
    }

    @Test
    void a_question_is_answered_with_the_channels_time() {
        says(
                ASKED,
                "{"
                        + REFUND
                        + ",\"refund_status\":\"REFUND_SUCCESS\","
                        + "\"gmt_refund_pay\":\"2026-11-23 15:01:00\"}");

        assertThat(ask())
                .isEqualTo(
                        new RefundResult.Done(
                                null, Money.cny(3000), Instant.parse("2026-11-23T07:01:00Z")));
    }

    @ParameterizedTest
    @CsvSource({
        "26112315000000020000000007, 26112315000000020000000008, unknown contradicts",
        "26112315000000010000000001, 26112315000000010000000002, unknown contradicts",
        "30.00,                      30.01,                      unknown contradicts",
        "30.00,                      thirty,                     unknown unreadable",
    })
    void an_answer_of_something_else_is_not_believed(String mine, String other, String meaning) {
        says(ASKED, "{" + REFUND.replace(mine, other) + ",\"refund_status\":\"REFUND_SUCCESS\"}");

        assertThat(Outcomes.of(ask())).isEqualTo(meaning);
    }

    @Test
    void a_trades_notice_that_tells_of_a_refund_is_a_hint_to_ask_about_it() {
        var notice = notice();
        notice.put("refund_fee", "80.00");
        notice.put("gmt_refund", "2026-11-23 15:01:00");
        notice.put("out_biz_no", Samples.REFUND_NUMBER);
        for (String status : new String[] {"TRADE_SUCCESS", "TRADE_CLOSED"}) {
            notice.put("trade_status", status);
            assertThat(read(signed(notice)))
                    .isEqualTo(
                            new CallbackResult.RefundTold(
                                    Samples.REFUND_NUMBER, new RefundResult.Accepted(null)));
        }

        notice.put("app_id", "2014072300009999");
        assertThat(Outcomes.of(read(signed(notice)))).isEqualTo("refused other_merchant");
        assertThat(Outcomes.of(read(signed(notice).replace("80.00", "81.00"))))
                .isEqualTo("refused bad_signature");
    }

    @Test
    void a_trades_notice_without_both_words_of_a_refund_tells_of_the_payment() {
        var feeOnly = notice();
        feeOnly.put("refund_fee", "80.00");
        assertThat(Outcomes.of(read(signed(feeOnly)))).isEqualTo("paid");
        var numberOnly = notice();
        numberOnly.put("out_biz_no", Samples.REFUND_NUMBER);
        assertThat(Outcomes.of(read(signed(numberOnly)))).isEqualTo("paid");
    }

    @Test
    void a_refund_is_asked_for_in_the_protocols_words() {
        says(DONE, "{" + TRADE + ",\"fund_change\":\"N\",\"refund_fee\":\"0.00\"}");
        refund();

        Map<String, String> asked = asked();
        assertThat(asked).containsEntry("method", "alipay.trade.refund");
        assertThat(asked.get("biz_content"))
                .isEqualTo(
                        "{\"out_trade_no\":\""
                                + Samples.NUMBER
                                + "\",\"out_request_no\":\""
                                + Samples.REFUND_NUMBER
                                + "\",\"refund_amount\":\"30.00\",\"refund_reason\":\"不想要了\"}");
        ask();
        assertThat(asked()).containsEntry("method", "alipay.trade.fastpay.refund.query");
        assertThat(qr.refundAskPlan().delay(0)).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
    }

    private RefundResult refund() {
        return qr.refund(account, ORDER);
    }

    private RefundResult ask() {
        return qr.queryRefund(account, ORDER);
    }
}
