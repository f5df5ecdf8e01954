package com.suanpan.channel.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.channel.CallbackResult;
import com.suanpan.channel.Outcomes;
import com.suanpan.channel.PaymentHandler;
import com.suanpan.channel.RefundOrder;
import com.suanpan.channel.RefundResult;
import com.suanpan.channel.Samples;
import com.suanpan.money.Money;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every line of the protocol's tables about refunds, said by a peer that signs well.
class MockRefundsTest extends MockPeer {

    private static final RefundOrder ORDER =
            Samples.refund(Samples.flow(Samples.NUMBER, Money.cny(10000)));
    private static final String REFUND =
            "\"merchant_no\":\"M1001\",\"order_no\":\""
                    + Samples.NUMBER
                    + "\",\"refund_no\":\""
                    + Samples.REFUND_NUMBER
                    + "\",\"refund_trade_no\":\"9002\",\"amount\":3000,\"currency\":\"CNY\","
                    + "\"refunded_at\":\"2026-11-23T15:01:00+08:00\"";

    @ParameterizedTest
    @CsvSource({
        "400, PARAM_ERROR,       refused,                unknown refused",
        "401, SIGN_ERROR,        refused,                unknown refused",
        "401, TIMESTAMP_EXPIRED, refused,                unknown refused",
        "401, MERCHANT_UNKNOWN,  refused,                unknown refused",
        "403, REFUSED,           refused,                unknown refused",
        "403, SHORT_OF_FUNDS,    short of funds,         unknown undefined",
        "404, ORDER_NOT_FOUND,   unknown undefined,      unknown undefined",
        "404, REFUND_NOT_FOUND,  unknown undefined,      no such refund",
        "409, REFUND_CONFLICT,   unknown undefined,      unknown undefined",
        "409, ORDER_PAID,        unknown undefined,      unknown undefined",
        "429, RATE_LIMITED,      unknown throttled,      unknown throttled",
        "500, SYSTEM_ERROR,      unknown channel_unsure, unknown channel_unsure",
        "200, REFUSED,           unknown undefined,      unknown undefined",
        "403, SOMETHING_NEW,     unknown undefined,      unknown undefined",
        "200, ,                  unknown undefined,      unknown undefined",
    })
    void every_code_has_its_meaning(int answered, String code, String refund, String query) {
        says(answered, code == null ? "{}" : "{\"code\":\"" + code + "\",\"message\":\"why\"}");

        assertThat(Outcomes.of(payment.refund(account, ORDER))).isEqualTo(refund);
        assertThat(Outcomes.of(payment.queryRefund(account, ORDER))).isEqualTo(query);
    }

    @ParameterizedTest
    @CsvSource({
        "PROCESSING,    accepted",
        "REFUNDED,      done",
        "FAILED,        refused",
        "STUCK,         stuck",
        "SOMETHING_NEW, unknown undefined",
    })
    void every_status_has_its_meaning(String told, String meaning) {
        says(200, "{\"code\":\"SUCCESS\"," + REFUND + ",\"status\":\"" + told + "\"}");
        assertThat(Outcomes.of(payment.refund(account, ORDER))).isEqualTo(meaning);
        assertThat(Outcomes.of(payment.queryRefund(account, ORDER))).isEqualTo(meaning);

        says(200, "{\"event\":\"REFUND\"," + REFUND + ",\"status\":\"" + told + "\"}");
        assertThat(Outcomes.of(read(PaymentHandler.REFUND))).isEqualTo("refund " + meaning);
        assertThat(Outcomes.of(read(PaymentHandler.PAYMENT))).isEqualTo("refused unknown_event");
    }

    @Test
    void a_callback_tells_our_number_and_the_amount_of_this_refund() {
        says(200, "{\"event\":\"REFUND\"," + REFUND + ",\"status\":\"REFUNDED\"}");

        assertThat(read(PaymentHandler.REFUND))
                .isEqualTo(
                        new CallbackResult.RefundTold(
                                Samples.REFUND_NUMBER,
                                new RefundResult.Done(
                                        "9002",
                                        Money.cny(3000),
                                        Instant.parse("2026-11-23T07:01:00Z"))));
    }

    @ParameterizedTest
    @CsvSource({
        "merchant_no, M1001, M1002",
        "order_no, 26112315000000010000000001, 26112315000000010000000002",
        "refund_no, 26112315000000020000000007, 26112315000000020000000008",
        "amount, :3000, :3001",
        "currency, CNY, USD",
    })
    void an_answer_of_something_else_contradicts(String field, String mine, String other) {
        says(
                200,
                "{\"code\":\"SUCCESS\",\"status\":\"REFUNDED\","
                        + REFUND.replace(mine, other)
                        + "}");

        assertThat(Outcomes.of(payment.refund(account, ORDER)))
                .as(field)
                .isEqualTo("unknown contradicts");
        assertThat(Outcomes.of(payment.queryRefund(account, ORDER)))
                .as(field)
                .isEqualTo("unknown contradicts");
    }

    @Test
    void m11_a_callback_of_another_merchant_or_event_or_without_a_number_is_refused() {
        String told = "{\"event\":\"REFUND\"," + REFUND + ",\"status\":\"REFUNDED\"}";
        says(200, told.replace("M1001", "M7"));
        assertThat(Outcomes.of(read(PaymentHandler.REFUND))).isEqualTo("refused other_merchant");
        says(200, told.replace("\"REFUND\"", "\"PAYMENT\""));
        assertThat(Outcomes.of(read(PaymentHandler.REFUND))).isEqualTo("refused unknown_event");
        says(200, told.replace("refund_no", "another"));
        assertThat(Outcomes.of(read(PaymentHandler.REFUND))).isEqualTo("refused unreadable");
    }

    private CallbackResult read(String event) {
        return payment.read(account, event, callback());
    }
}
