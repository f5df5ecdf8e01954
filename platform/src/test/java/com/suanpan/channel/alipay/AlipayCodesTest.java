package com.suanpan.channel.alipay;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.channel.Golden;
import com.suanpan.channel.Outcomes;
import com.suanpan.channel.Samples;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every line of the provider's tables.
class AlipayCodesTest extends AlipayPeer {

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
    void a_notice_of_another_kind_is_refused() {
        var notice = notice();
        notice.put("notify_type", "trade_dispute");

        assertThat(Outcomes.of(read(signed(notice)))).isEqualTo("refused unknown_event");
        assertThat(Outcomes.of(qr.read(account, "refund", Samples.callback(Map.of(), new byte[0]))))
                .isEqualTo("refused unknown_event");
    }
}
