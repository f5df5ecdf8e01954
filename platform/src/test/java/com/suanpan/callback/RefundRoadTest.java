package com.suanpan.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.suanpan.channel.QueryResult;
import com.suanpan.channel.RefundResult;
import com.suanpan.channel.UnknownWhy;
import com.suanpan.console.Audits;
import com.suanpan.store.Audit;
import com.suanpan.store.RecurringJob;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/// Refunds from the merchant's signed call to the notice, over HTTP, with a provider that does as it is
/// told.
class RefundRoadTest extends CallbackGround {

    private static final AtomicInteger REFUNDS = new AtomicInteger();

    @Autowired Audits audits;
    @Autowired List<RecurringJob> jobs;

    @BeforeEach
    void a_provider_that_says_paid_and_gives_back() {
        provider.state =
                flow ->
                        new QueryResult.Paid(
                                "C" + flow.requestNo(), flow.amount(), Instant.now(), null);
        provider.refund =
                order ->
                        new RefundResult.Done(
                                "R" + order.requestNo(), order.amount(), Instant.now());
        provider.refundState = _ -> new RefundResult.NoSuchRefund();
        provider.refunded.clear();
    }

    @Test
    void parts_of_a_payment_go_back_and_the_merchant_is_told_of_each() throws Exception {
        JsonNode order = paidOrder();
        String first = refundNo();

        JsonNode data = shop.refund(payOrderNo(order), first, "30.00");

        assertThat(text(data, "status")).isEqualTo("SUCCEEDED");
        assertThat(text(data, "stage")).isEqualTo("DONE");
        assertThat(text(data, "fee")).isEqualTo("0.18");
        assertThat(shop.queryRefund(first)).isEqualTo(data);
        assertThat(shop.refund(payOrderNo(order), first, "30.00")).isEqualTo(data);
        assertThat(stage(order)).isEqualTo("PARTLY_REFUNDED");
        shop.refund(payOrderNo(order), refundNo(), "58.00");
        assertThat(stage(order)).isEqualTo("REFUNDED");
        assertThat(text(shop.query(payOrderNo(order)), "refunded_amount")).isEqualTo("88.00");
        assertThat(provider.refunded).hasSize(2);
        assertThat(refundNotices(order)).isEqualTo(2);
        assertThat(notices(order)).isEqualTo(3);
        assertThat(audits.examine(Audit.Extent.WHOLE).kept()).isEmpty();
    }

    @Test
    void m4_a_lost_answer_is_under_way_until_the_callback_tells_and_nothing_is_sent_twice()
            throws Exception {
        JsonNode order = paidOrder();
        String refundNo = refundNo();
        provider.refund = _ -> new RefundResult.Unknown(UnknownWhy.LOST, "no answer");

        JsonNode data = shop.refund(payOrderNo(order), refundNo, "88.00");

        assertThat(text(data, "status")).isEqualTo("PROCESSING");
        String told = "refunded " + text(data, "refund_flow_no") + " 8800";
        assertThat(callback("/fake/fake-1/refund", told).statusCode()).isEqualTo(200);
        assertThat(callback("/fake/fake-1/refund", told).statusCode()).isEqualTo(200);
        assertThat(text(shop.queryRefund(refundNo), "stage")).isEqualTo("DONE");
        assertThat(provider.refunded).hasSize(1);
        assertThat(refundNotices(order)).isEqualTo(1);
        assertThat(audits.examine(Audit.Extent.WHOLE).kept()).isEmpty();
    }

    @Test
    void a_forged_callback_of_a_refund_changes_nothing() throws Exception {
        JsonNode order = paidOrder();
        String refundNo = refundNo();
        provider.refund = _ -> new RefundResult.Accepted(null);
        String flowNo = text(shop.refund(payOrderNo(order), refundNo, "1.00"), "refund_flow_no");

        assertThat(
                        callback(
                                        "/fake/fake-1/refund",
                                        "refunded " + flowNo + " 100",
                                        "Fake-Key",
                                        "forged")
                                .statusCode())
                .isEqualTo(422);
        assertThat(text(shop.queryRefund(refundNo), "status")).isEqualTo("PROCESSING");
        assertKept("BAD_SIGNATURE");
    }

    @Test
    void what_broke_off_before_it_was_sent_is_gone_on_with() throws Exception {
        JsonNode order = paidOrder();
        String refundNo = refundNo();
        provider.state = _ -> new QueryResult.Unknown(UnknownWhy.LOST, "no answer");
        assertThat(text(shop.refund(payOrderNo(order), refundNo, "5.00"), "stage"))
                .isEqualTo("RESERVED");
        assertThat(provider.refunded).isEmpty();

        a_provider_that_says_paid_and_gives_back();
        jdbc.sql("update refund set act_at = now() where refund_no = :no")
                .param("no", refundNo)
                .update();

        jobs.stream()
                .filter(job -> job.name().equals("go-on-with-refunds"))
                .forEach(job -> job.work().run());
        await().untilAsserted(() ->
                assertThat(text(shop.queryRefund(refundNo), "stage")).isEqualTo("DONE"));
        assertThat(provider.refunded).hasSize(1);
        assertThat(audits.examine(Audit.Extent.WHOLE).kept()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "open, 1.00, ORDER_NOT_PAID",
        "paid, 88.01, REFUND_OVER_PAID",
        "paid, 0.00, PARAM_ERROR",
        "paid, 1.001, PARAM_ERROR",
        "none, 1.00, ORDER_NOT_FOUND"
    })
    void l8_a_bad_request_has_its_code_and_uses_no_number_up(
            String which, String amount, String code) throws Exception {
        JsonNode paid = paidOrder();
        String payOrderNo =
                switch (which) {
                    case "paid" -> payOrderNo(paid);
                    case "open" -> payOrderNo(order());
                    default -> "26010211040500070010000001";
                };
        String refundNo = refundNo();

        assertThatThrownBy(() -> shop.refund(payOrderNo, refundNo, amount))
                .hasMessageContaining("\"" + code + "\"");

        assertThat(text(shop.refund(payOrderNo(paid), refundNo, "1.00"), "status"))
                .isEqualTo("SUCCEEDED");
    }

    @Test
    void a_number_of_another_order_is_refused_by_name() throws Exception {
        JsonNode one = paidOrder();
        JsonNode other = paidOrder();
        String refundNo = refundNo();
        shop.refund(payOrderNo(one), refundNo, "1.00");

        assertThatThrownBy(() -> shop.refund(payOrderNo(other), refundNo, "1.00"))
                .hasMessageContaining("ORDER_CONFLICT")
                .hasMessageContaining("refund_no");
        assertThat(stage(other)).isEqualTo("PAID");
    }

    private JsonNode paidOrder() throws Exception {
        JsonNode order = order();
        assertThat(callback("/fake/fake-1/payment", paid(order, 8_800)).statusCode())
                .isEqualTo(200);
        return order;
    }

    private long refundNotices(JsonNode order) {
        return jdbc.sql(
                        """
                        select count(*) from notice
                        where pay_order_no = :payOrderNo and notice_type = 'REFUND'
                        """)
                .params(Map.of("payOrderNo", payOrderNo(order)))
                .query(Long.class)
                .single();
    }

    private static String payOrderNo(JsonNode order) {
        return text(order, "pay_order_no");
    }

    private static String text(JsonNode data, String field) {
        return data.get(field).stringValue();
    }

    private static String refundNo() {
        return "RF" + REFUNDS.incrementAndGet();
    }
}
