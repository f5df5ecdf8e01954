package com.suanpan.channel.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.suanpan.channel.BrokenAccount;
import com.suanpan.channel.CallbackResult;
import com.suanpan.channel.ChannelLines;
import com.suanpan.channel.Credential;
import com.suanpan.channel.Outcomes;
import com.suanpan.channel.PaymentHandler;
import com.suanpan.channel.QueryResult;
import com.suanpan.channel.Samples;
import com.suanpan.channel.StartResult;
import com.suanpan.money.Money;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every line of the protocol's tables, said by a peer that signs well.
class MockPaymentTest extends MockPeer {

    private static final Money DUE = Money.cny(100);
    private static final String ORDER =
            "\"merchant_no\":\"M1001\",\"order_no\":\""
                    + Samples.NUMBER
                    + "\",\"currency\":\"CNY\"";
    private static final String PAID =
            ORDER
                    + ",\"amount\":100,\"trade_no\":\"9001\",\"paid_at\":\"2026-11-23T15:00:00+08:00\","
                    + "\"payer\":\"mock-payer\"";

    @ParameterizedTest
    @CsvSource({
        "400, PARAM_ERROR,       refused,                unknown refused,        unknown refused",
        "401, SIGN_ERROR,        refused technical,      unknown refused,        unknown refused",
        "401, TIMESTAMP_EXPIRED, refused technical,      unknown refused,        unknown refused",
        "401, MERCHANT_UNKNOWN,  refused technical,      unknown refused,        unknown refused",
        "403, REFUSED,           refused,                unknown refused,        unknown refused",
        "404, ORDER_NOT_FOUND,   unknown undefined,      no such order,          no such order",
        "409, ORDER_CONFLICT,    must ask,               unknown undefined,      must ask",
        "409, ORDER_PAID,        must ask,               unknown undefined,      must ask",
        "409, ORDER_CLOSED,      must ask,               unknown undefined,      must ask",
        "429, RATE_LIMITED,      unknown throttled,      unknown throttled,      unknown throttled",
        "500, SYSTEM_ERROR,      unknown channel_unsure, unknown channel_unsure, unknown channel_unsure",
        "200, REFUSED,           unknown undefined,      unknown undefined,      unknown undefined",
        "403, SOMETHING_NEW,     unknown undefined,      unknown undefined,      unknown undefined",
        "200, ,                  unknown undefined,      unknown undefined,      unknown undefined",
    })
    void every_code_has_its_meaning(
            int answered, String code, String start, String query, String close) {
        says(answered, code == null ? "{}" : "{\"code\":\"" + code + "\",\"message\":\"why\"}");

        assertThat(Outcomes.of(start())).isEqualTo(start);
        assertThat(Outcomes.of(query())).isEqualTo(query);
        assertThat(Outcomes.of(payment.close(account, Samples.flow(Samples.NUMBER, DUE))))
                .isEqualTo(close);
    }

    @ParameterizedTest
    @CsvSource({
        "WAITING,       waiting,           must ask",
        "PAID,          paid,              must ask",
        "CLOSED,        closed,            closed",
        "SOMETHING_NEW, unknown undefined, unknown undefined",
    })
    void every_status_has_its_meaning(String told, String query, String close) {
        says(200, "{\"code\":\"SUCCESS\"," + PAID + ",\"status\":\"" + told + "\"}");

        assertThat(Outcomes.of(query())).isEqualTo(query);
        assertThat(Outcomes.of(payment.close(account, Samples.flow(Samples.NUMBER, DUE))))
                .isEqualTo(close);
        says(200, "{" + PAID + ",\"event\":\"PAYMENT\",\"status\":\"" + told + "\"}");
        assertThat(Outcomes.of(payment.read(account, PaymentHandler.PAYMENT, callback())))
                .isEqualTo(query);
    }

    @Test
    void a_waiting_order_hands_out_its_address_as_a_code_or_a_link() {
        says(200, waiting("http://mock.example/p/1"));

        assertThat(start())
                .isEqualTo(new StartResult.Started(new Credential.Code("http://mock.example/p/1")));
        var page = new MockPagePayment(new MockLine(ChannelLines.through(outbound), CLOCK));
        assertThat(page.start(account, Samples.order(Samples.NUMBER, DUE, Samples.NOW)))
                .isEqualTo(
                        new StartResult.Started(
                                new Credential.Link(URI.create("http://mock.example/p/1"))));
        assertThat(peer.requests().getLast().body())
                .contains("\"scene\":\"PAGE\"", "\"expires_at\":\"2026-11-23T15:30:00+08:00\"")
                .contains("\"amount\":100,", "\"subject\":\"一杯咖啡 & more\"");
    }

    @ParameterizedTest
    @CsvSource({
        "order_no, 26112315000000010000000001, 26112315000000010000000002",
        "merchant_no, M1001, M1002",
        "currency, CNY, USD",
        "amount, :100, :101"
    })
    void a_start_that_answers_of_something_else_contradicts(
            String field, String mine, String other) {
        says(200, waiting("http://mock.example/p/1").replace(mine, other));

        assertThat(Outcomes.of(start())).isEqualTo("unknown contradicts");
    }

    @Test
    void a_query_tells_another_amount_as_it_is() {
        says(200, "{\"code\":\"SUCCESS\",\"status\":\"PAID\"," + PAID.replace(":100", ":99") + "}");

        assertThat(query())
                .isEqualTo(
                        new QueryResult.Paid(
                                "9001",
                                Money.cny(99),
                                Instant.parse("2026-11-23T07:00:00Z"),
                                "mock-payer"));
    }

    @ParameterizedTest
    @CsvSource({"\"amount\":100, \"amount\":1.5", "\"amount\":100, \"amount\":\"100\"", "CNY, USD"})
    void an_amount_that_is_no_integer_of_fen_is_not_believed(String mine, String other) {
        says(200, "{\"code\":\"SUCCESS\",\"status\":\"PAID\"," + PAID.replace(mine, other) + "}");

        assertThat(query()).isInstanceOf(QueryResult.Unknown.class);
    }

    @Test
    void a_callback_of_another_merchant_or_event_is_refused() {
        says(
                200,
                "{\"event\":\"PAYMENT\",\"status\":\"PAID\"," + PAID.replace("M1001", "M7") + "}");
        assertThat(Outcomes.of(payment.read(account, PaymentHandler.PAYMENT, callback())))
                .isEqualTo("refused other_merchant");

        says(200, "{\"event\":\"SOMETHING\",\"status\":\"PAID\"," + PAID + "}");
        assertThat(Outcomes.of(payment.read(account, PaymentHandler.PAYMENT, callback())))
                .isEqualTo("refused unknown_event");
        assertThat(payment.read(account, "payout", callback()))
                .isInstanceOf(CallbackResult.Refused.class);
    }

    @Test
    void a_broken_account_names_the_setting_and_not_its_value() {
        assertThatThrownBy(() -> payment.check(account("ftp://user:pa55@host")))
                .isInstanceOf(BrokenAccount.class)
                .hasMessage("channel account mock-1: setting base_url is no address");
    }

    private StartResult start() {
        return payment.start(account, Samples.order(Samples.NUMBER, DUE, Samples.NOW));
    }

    private QueryResult query() {
        return payment.query(account, Samples.flow(Samples.NUMBER, DUE));
    }

    private static String waiting(String payUrl) {
        return "{\"code\":\"SUCCESS\",\"status\":\"WAITING\",\"amount\":100,"
                + ORDER
                + ",\"pay_url\":\""
                + payUrl
                + "\"}";
    }
}
