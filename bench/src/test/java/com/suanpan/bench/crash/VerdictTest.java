package com.suanpan.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A verdict that finds nothing is worth as much as the violations that it would find: each is planted here
/// once, in a record of three orders that is right otherwise.
class VerdictTest {

    private static final String PAID = "SUCCEEDED PAID";
    private static final String CLOSED = "FAILED CLOSED";

    private final Promises promises = new Promises();
    private final Reached reached = new Reached();
    private final List<Booked.Order> orders = new ArrayList<>();
    private final List<Booked.Flow> flows = new ArrayList<>();
    private final List<Booked.Stray> strays = new ArrayList<>();
    private final List<Booked.Posting> postings = new ArrayList<>();
    private final List<Booked.Notice> notices = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private final List<String> provider = new ArrayList<>();
    private long receivable;

    /// C1 was paid; C2 was closed and its money came late; of C3 nobody was told anything.
    @BeforeEach
    void three_orders_as_they_should_be() {
        Promise paid = promises.make("M", "C1", 100);
        paid.answered(
                Answers.order("C1", "P1", "F1", 100, "PROCESSING", "WAITING_PAYER"), false, 1);
        paid.answered(Answers.paid("C1", "P1", "F1", 100), true, 2);
        paid.noticed("P1", PAID, 100);
        orders.add(new Booked.Order("M", "C1", "P1", 100, PAID, 100));
        flow("F1", "P1", 100, "PAID");
        postings.add(new Booked.Posting("F1", "PAYMENT", 100));
        notices.add(new Booked.Notice("P1", "DELIVERED"));

        Promise closed = promises.make("M", "C2", 70);
        closed.answered(Answers.order("C2", "P2", "F2", 70, "FAILED", "CLOSED"), true, 3);
        closed.noticed("P2", CLOSED, 0);
        orders.add(new Booked.Order("M", "C2", "P2", 70, CLOSED, 0));
        flow("F2", "P2", 70, "ENDED");
        postings.add(new Booked.Posting("F2", "STRAY", 70));
        strays.add(new Booked.Stray("F2", 70));
        notices.add(new Booked.Notice("P2", "DELIVERED"));

        promises.make("M", "C3", 5).unknown();
    }

    private void flow(String flowNo, String payOrderNo, long fen, String stage) {
        flows.add(new Booked.Flow(flowNo, payOrderNo, "MOCK", fen, fen, "SUCCEEDED", stage));
        provider.add("%s PAID %d %d 1 0 0 0 200".formatted(flowNo, fen, fen));
        reached.paid(flowNo, "the same each time");
        receivable += fen;
    }

    private List<String> violations() {
        reached.record(provider.stream().collect(Collectors.joining("\n", "", "\n")));
        Booked booked = new Booked(orders, flows, strays, postings, notices, receivable, findings);
        return Verdict.of(promises.all(), booked, reached);
    }

    private Promise promise(String orderNo) {
        return Objects.requireNonNull(promises.find(orderNo));
    }

    @Test
    void nothing_is_found_where_every_promise_was_kept() {
        assertThat(violations()).isEmpty();
    }

    @Test
    void m2_an_order_that_was_acknowledged_and_is_gone_is_found() {
        Promise lost = promises.make("M", "C4", 9);
        lost.answered(Answers.order("C4", "P4", "F4", 9, "PROCESSING", "CREATED"), false, 4);

        assertThat(violations()).containsExactly("M2 C4: lost: 1 requests were acknowledged");
    }

    @Test
    void m2_another_amount_or_number_than_was_acknowledged_is_found() {
        orders.set(0, new Booked.Order("M", "C1", "P1", 101, PAID, 100));
        promise("C2").answered(Answers.order("C2", "P9", "F2", 70, "FAILED", "CLOSED"), false, 5);

        assertThat(violations())
                .anyMatch(one -> one.startsWith("M2 C1: asked for 100 fen"))
                .anyMatch(one -> one.startsWith("M2 C2: acknowledged as P9"));
    }

    @Test
    void m2_an_order_whose_merchant_heard_only_that_nothing_was_written_is_found() {
        promises.make("M", "C4", 9).refused("SYSTEM_BUSY");
        orders.add(new Booked.Order("M", "C4", "P4", 9, CLOSED, 0));

        assertThat(violations()).anyMatch(one -> one.startsWith("M2 C4: refused SYSTEM_BUSY"));
    }

    @Test
    void m4_an_order_without_an_end_is_found_unless_a_lost_call_may_still_come() {
        promises.make("M", "C4", 9).unknown();
        promises.make("M", "C5", 9).unknown();
        orders.add(new Booked.Order("M", "C4", "P4", 9, "PROCESSING CLOSING", 0));
        orders.add(new Booked.Order("M", "C5", "P5", 9, "PROCESSING CLOSING", 0));
        flows.add(new Booked.Flow("F4", "P4", "MOCK", 9, 0, "PROCESSING", "CLOSING"));
        flows.add(new Booked.Flow("F5", "P5", "MOCK", 9, 0, "PROCESSING", "CLOSING"));
        provider.add("F5 WAITING 9 0 1 0 0 0 0");

        assertThat(violations())
                .containsExactly("M4 C5: no end after all was drained: PROCESSING CLOSING");
    }

    @Test
    void m5_a_final_state_that_became_another_is_found() {
        promise("C1").answered(Answers.order("C1", "P1", "F1", 100, "FAILED", "CLOSED"), false, 4);

        assertThat(violations()).containsExactly("M5 C1: told FAILED CLOSED, it is SUCCEEDED PAID");
    }

    @Test
    void m5_a_final_state_that_an_answer_takes_back_is_found() {
        promise("C1")
                .answered(
                        Answers.order("C1", "P1", "F1", 100, "PROCESSING", "WAITING_PAYER"),
                        true,
                        System.nanoTime() + 1);

        assertThat(violations()).contains("M5 C1: final, and told PROCESSING WAITING_PAYER later");
    }

    @Test
    void m6_a_number_that_was_sent_with_two_contents_is_found() {
        reached.paid("F1", "another");

        assertThat(violations())
                .containsExactly(
                        "M6 flow F1: reached its provider with different contents, [another, the same each time]");
    }

    @Test
    void m6_a_payment_that_was_sent_under_two_numbers_is_found() {
        flows.add(new Booked.Flow("F3", "P1", "MOCK", 100, 0, "FAILED", "ENDED"));
        provider.add("F3 WAITING 100 0 1 0 0 0 0");

        assertThat(violations())
                .containsExactly("M6 C1: one payment reached its provider as [F1, F3]");
    }

    @Test
    void m8_an_order_that_took_two_payments_is_found() {
        promise("C1").changesMethod();
        flow("F3", "P1", 100, "PAID");
        postings.add(new Booked.Posting("F3", "PAYMENT", 100));

        assertThat(violations())
                .singleElement()
                .asString()
                .startsWith("M8 C1: SUCCEEDED PAID with 100 fen, paid by [");
    }

    @Test
    void m8_stray_money_without_a_row_or_posted_twice_is_found() {
        strays.clear();
        postings.add(new Booked.Posting("F2", "STRAY", 70));

        assertThat(violations())
                .hasSize(2)
                .allMatch(one -> one.startsWith("M8 flow F2: STRAY with 70 fen"));
    }

    @Test
    void m10_money_that_the_books_have_not_is_found() {
        provider.set(0, "F1 PAID 100 60 1 0 0 0 200");
        findings.add("1 finding");

        assertThat(violations())
                .containsExactly(
                        "M10 flow F1: the provider took 60 fen, the books 100",
                        "M10 payers paid 130 fen, the channels owe 170 by the books",
                        "M10 the audit: 1 finding");
    }

    @Test
    void m12_a_final_order_without_a_notice_is_found() {
        notices.removeFirst();

        assertThat(violations()).containsExactly("M12 C1: SUCCEEDED PAID, and 0 notices");
    }

    @Test
    void m12_a_final_order_whose_merchant_never_heard_of_it_is_found() {
        promises.make("M", "C4", 9).unknown();
        orders.add(new Booked.Order("M", "C4", "P4", 9, CLOSED, 0));
        notices.add(new Booked.Notice("P4", "DELIVERED"));

        assertThat(violations()).containsExactly("M12 C4: FAILED CLOSED, its merchant heard []");
    }
}
