package com.suanpan.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.bench.load.PlatformDatabase.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each difference that a lost, doubled or altered fen would make is planted, and found.
class AgreementTest {

    private final Map<String, SandboxRecord> provider = new HashMap<>();
    private Payment payment;

    @BeforeEach
    void a_payment_that_was_accepted_paid_and_told() {
        payment = new Payment("A1", 100, 0);
        payment.accepted("F1", 1);
        payment.noticedAt = 2;
        providerSays("PAID", 100, 100, 1);
    }

    private void providerSays(String state, long amount, long paid, int pays) {
        provider.put("F1", new SandboxRecord("F1", state, amount, paid, pays, 0, 0, 0, 200));
    }

    private List<String> differences(Row... rows) {
        Agreement agreement = new Agreement(provider, true, true);
        List.of(rows).forEach(agreement::book);
        return agreement.holds(List.of(payment));
    }

    private static Row paid() {
        return row(100, "SUCCEEDED", 100, "SUCCEEDED", "F1", 100);
    }

    private static Row row(
            long amount, String status, long paid, String synced, String flowNo, long flowPaid) {
        return new Row("A1", amount, status, paid, synced, flowNo, status, flowPaid);
    }

    @Test
    void three_records_of_one_payment_agree() {
        assertThat(differences(paid())).isEmpty();
    }

    @Test
    void a_lost_order_is_found() {
        assertThat(differences()).hasSize(2);
    }

    @Test
    void a_fen_more_or_less_is_found_wherever_it_is() {
        assertThat(differences(row(101, "SUCCEEDED", 100, "SUCCEEDED", "F1", 100))).isNotEmpty();
        assertThat(differences(row(100, "SUCCEEDED", 99, "SUCCEEDED", "F1", 99))).isNotEmpty();
        assertThat(differences(row(100, "SUCCEEDED", 100, "SUCCEEDED", "F1", 99))).isNotEmpty();
        providerSays("PAID", 100, 101, 1);
        assertThat(differences(paid())).isNotEmpty();
        providerSays("PAID", 101, 100, 1);
        assertThat(differences(paid())).isNotEmpty();
    }

    @Test
    void a_payment_that_the_books_missed_is_found() {
        assertThat(differences(row(100, "PROCESSING", 0, "WAITING", "F1", 0))).isNotEmpty();
    }

    @Test
    void a_second_call_to_pay_is_found() {
        providerSays("PAID", 100, 100, 2);
        assertThat(differences(paid())).hasSize(1);
    }

    @Test
    void a_second_order_under_one_number_is_found() {
        assertThat(differences(paid(), paid())).isNotEmpty();
    }

    @Test
    void another_flow_than_the_merchant_was_told_is_found() {
        payment.accepted("F2", 1);
        assertThat(differences(paid())).hasSize(1);
    }

    @Test
    void a_merchant_who_was_not_told_is_found() {
        assertThat(differences(row(100, "SUCCEEDED", 100, "WAITING", "F1", 100))).hasSize(1);
        payment.noticedAt = 0;
        assertThat(differences(paid())).hasSize(1);
    }

    @Test
    void what_was_refused_for_want_of_room_and_yet_written_is_found() {
        payment.refused("SYSTEM_BUSY", 1);
        assertThat(differences(paid())).hasSize(1);
        provider.clear();
        assertThat(differences()).isEmpty();
    }

    @Test
    void a_call_whose_end_nobody_knows_must_still_agree_with_the_provider() {
        payment.lost("no answer");
        assertThat(differences(paid())).isEmpty();
        assertThat(differences(row(100, "PROCESSING", 0, "WAITING", "F1", 0))).hasSize(1);
    }

    @Test
    void orders_and_flows_of_nobody_are_found() {
        Row stranger = new Row("B7", 5, "PROCESSING", 0, "WAITING", null, null, 0);
        assertThat(differences(paid(), stranger)).hasSize(1);
        provider.put("F9", new SandboxRecord("F9", "PAID", 5, 5, 1, 0, 0, 0, 200));
        assertThat(differences(paid())).hasSize(1);
    }
}
