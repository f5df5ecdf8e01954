package com.suanpan.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.suanpan.client.NoticeResult;
import com.suanpan.client.Order;
import com.suanpan.client.OrderStatus;
import com.suanpan.client.PayRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SalesTest {

    private static final Instant NOON = Instant.parse("2026-01-02T04:00:00Z");
    private static final PayRequest TEA = PayRequest.of("A1").amount("12.34").subject("tea");

    private final Sales sales = new Sales();

    @BeforeEach
    void a_sale_that_was_sent_at_noon() {
        sales.sending(TEA, NOON);
    }

    @Test
    void of_many_who_hear_that_it_is_paid_one_delivers() throws Exception {
        Callable<Boolean> hears = () -> sales.settle(order("A1", "12.34", "SUCCEEDED"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int delivered = 0;
            for (Future<Boolean> first :
                    threads.invokeAll(Stream.generate(() -> hears).limit(50).toList())) {
                delivered += first.get() ? 1 : 0;
            }
            assertThat(delivered).isEqualTo(1);
        }
        assertThat(sales.settle(order("A1", "12.34", "FAILED"))).isFalse();
        assertThat(status()).isEqualTo(OrderStatus.SUCCEEDED);
    }

    @Test
    void processing_settles_nothing() {
        assertThat(sales.settle(order("A1", "12.34", "PROCESSING"))).isFalse();
        assertThat(status()).isEqualTo(OrderStatus.PROCESSING);
    }

    @Test
    void another_amount_or_a_number_that_is_not_ours_delivers_nothing() {
        assertThatThrownBy(() -> sales.settle(order("A1", "0.01", "SUCCEEDED")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sales.settle(order("A2", "12.34", "SUCCEEDED")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(status()).isEqualTo(OrderStatus.PROCESSING);
    }

    @Test
    void the_same_may_be_sent_again_and_nothing_else_under_its_number() {
        sales.sending(TEA, NOON.plusSeconds(1));

        assertThatThrownBy(() -> sales.sending(TEA.amountFen(1), NOON))
                .isInstanceOf(IllegalStateException.class);
        assertThat(sales.all()).hasSize(1);
    }

    @Test
    void what_suanpan_does_not_know_is_given_up_once_no_call_can_arrive_any_more() {
        sales.sending(TEA, NOON.plusSeconds(60));

        assertThat(sales.giveUp("A1", NOON.plus(Duration.ofMinutes(11)))).isFalse();
        assertThat(sales.giveUp("A1", NOON.plus(Duration.ofMinutes(12)))).isTrue();
        assertThat(sales.giveUp("A1", NOON.plus(Duration.ofMinutes(13)))).isFalse();
        assertThat(status()).isEqualTo(OrderStatus.FAILED);
    }

    private OrderStatus status() {
        return sales.find("A1").orElseThrow().status();
    }

    private static Order order(String orderNo, String amount, String status) {
        Map<String, String> fields =
                Map.of(
                        "notice_type",
                        "PAYMENT",
                        "merchant_id",
                        "M1",
                        "order_no",
                        orderNo,
                        "pay_order_no",
                        "26",
                        "amount",
                        amount,
                        "status",
                        status);
        return new NoticeResult.Genuine("N1", fields).order().orElseThrow();
    }
}
