package com.suanpan.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.suanpan.channel.Relay.Manner;
import com.suanpan.money.Money;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The third of every channel's contract that is about money given back.
abstract class RefundContract extends CallbackContract {

    private static final Money PART = Money.cny(3000);

    /// At which of our addresses this channel tells of refunds.
    protected String refundEvent() {
        return PaymentHandler.REFUND;
    }

    /// Whether what it tells there, and of a refund that failed, is proof.
    protected boolean tellsHowRefundsEnd() {
        return true;
    }

    @Test
    void a_payment_is_refunded_in_parts_and_never_beyond_what_was_paid() {
        FlowRef flow = paidAndTold();
        RefundOrder part = refundOf(flow, PART);
        RefundOrder rest = refundOf(flow, Money.cny(7000));

        assertThat(Outcomes.of(ask(part))).isEqualTo("no such refund");
        assertThat(Outcomes.of(refund(part))).isIn("done", "accepted");
        done(part);
        assertThat(Outcomes.of(refund(refundOf(flow, Money.cny(7001))))).isEqualTo("refused");
        assertThat(Outcomes.of(refund(rest))).isIn("done", "accepted");
        done(rest);
        assertThat(Outcomes.of(refund(refundOf(flow, Money.cny(1))))).isEqualTo("refused");
        assertThat(Outcomes.of(query(flow))).as("the payment").isEqualTo("paid");
        assertThat(books(flow)).hasSize(2);
    }

    private void done(RefundOrder order) {
        var done = (RefundResult.Done) ask(order);
        assertThat(done.amount()).isEqualTo(order.amount());
        assertThat(done.at()).isCloseTo(order.sentAt(), within(60, ChronoUnit.SECONDS));
    }

    @Test
    void m6_the_same_refund_again_is_one_refund() {
        FlowRef flow = paidAndTold();
        RefundOrder order = refundOf(flow, PART);
        refund(order);

        assertThat(refunding(handler).refundMayRepeat()).isTrue();
        assertThat(Outcomes.of(refund(order))).isIn("done", "accepted");
        done(order);
        assertThat(books(flow)).hasSize(1);
        assertThat(books(flow).get(0).get("calls").get("REFUND").asInt()).isEqualTo(2);
    }

    @Test
    void m6_the_same_number_with_another_amount_gives_nothing_back() {
        FlowRef flow = paidAndTold();
        RefundOrder order = refundOf(flow, PART);
        refund(order);
        RefundOrder other =
                new RefundOrder(
                        order.requestNo(),
                        flow,
                        Money.cny(1),
                        "other",
                        order.sentAt(),
                        order.callbackUrl());

        assertThat(refund(other))
                .isInstanceOfAny(RefundResult.Refused.class, RefundResult.Unknown.class);
        assertThat(Outcomes.of(ask(other))).isEqualTo("unknown contradicts");
        assertThat(books(flow)).hasSize(1);
        assertThat(books(flow).get(0).get("amount").asLong()).isEqualTo(3000);
    }

    @Test
    void m4_on_a_dead_line_no_refund_was_sent() throws IOException {
        int nobodyListens;
        try (ServerSocket closed = new ServerSocket(0)) {
            nobodyListens = closed.getLocalPort();
        }
        String address = account.need(addressSetting());
        String nowhere = address.replace(relay.address(), "http://127.0.0.1:" + nobodyListens);
        ChannelAccount dead = with(addressSetting(), nowhere);
        RefundOrder order = refundOf(Samples.flow(newNumber(), DUE), PART);

        assertThat(Outcomes.of(refunding(handler).refund(dead, order))).isEqualTo("not sent");
        assertThat(Outcomes.of(refunding(handler).queryRefund(dead, order)))
                .isEqualTo("unknown not_sent");
    }

    @ParameterizedTest
    @EnumSource(
            value = Manner.class,
            names = {"HANGS_BEFORE", "HANGS_AFTER", "CLOSES_BEFORE", "CLOSES_AFTER", "DRIPS"})
    void m4_a_refund_whose_answer_is_lost_is_unknown_and_repeated_under_its_number(Manner manner) {
        FlowRef flow = paidAndTold();
        RefundOrder order = refundOf(flow, PART);
        relay.be(manner);
        int before = relay.came();
        RefundResult lost = refunding(hasty).refund(account, order);
        int calls = relay.came() - before;
        String asked = Outcomes.of(refunding(hasty).queryRefund(account, order));
        relay.be(Manner.HONEST);

        assertThat(Outcomes.of(lost)).isEqualTo("unknown lost");
        assertThat(asked).isEqualTo("unknown lost");
        assertThat(calls).as("calls of one refund").isEqualTo(1);
        assertThat(Outcomes.of(refund(order))).isIn("done", "accepted");
        done(order);
        assertThat(books(flow)).hasSize(1);
    }

    @Test
    void m4_an_error_page_or_noise_says_nothing_of_a_refund() {
        FlowRef flow = paidAndTold();
        RefundOrder order = refundOf(flow, PART);
        relay.be(Manner.FAILS);
        assertThat(both(order)).containsOnly("unknown channel_unsure");
        relay.be(Manner.BABBLES);
        assertThat(both(order)).isSubsetOf("unknown unverified", "unknown unreadable");
    }

    private List<String> both(RefundOrder order) {
        return List.of(Outcomes.of(refund(order)), Outcomes.of(ask(order)));
    }

    @Test
    void a_refusal_gives_nothing_back_and_a_refused_question_says_nothing() {
        FlowRef flow = paidAndTold();
        RefundOrder order = refundOf(flow, PART);
        sandbox.turn("REFUSE", provider(), "REFUND");
        sandbox.turn("REFUSE", provider(), "REFUND_QUERY");

        assertThat(refund(order)).isInstanceOf(RefundResult.Refused.class);
        assertThat(ask(order)).isInstanceOf(RefundResult.Unknown.class);
        assertThat(books(flow)).isEmpty();
    }

    @Test
    void for_want_of_our_money_nothing_is_done_until_there_is_some() {
        FlowRef flow = paidAndTold();
        RefundOrder order = refundOf(flow, PART);
        sandbox.turn("SHORT_OF_FUNDS", provider(), "REFUND");

        assertThat(refund(order)).isInstanceOf(RefundResult.ShortOfFunds.class);
        assertThat(Outcomes.of(ask(order))).isEqualTo("no such refund");
        assertThat(Outcomes.of(refund(order))).isIn("done", "accepted");
        done(order);
    }

    @ParameterizedTest
    @CsvSource({
        "DONE,   60000, accepted",
        "FAILED, 0,     refused",
        "STUCK,  0,     stuck",
    })
    void a_refund_may_take_its_time_fail_or_get_stuck(String end, long ms, String told) {
        FlowRef flow = paidAndTold();
        RefundOrder order = refundOf(flow, PART);
        sandbox.turn("REFUND_ENDS", provider(), "REFUND", "value", end, "ms", ms);

        assertThat(refund(order)).isNotInstanceOf(RefundResult.Done.class);
        assertThat(Outcomes.of(ask(order))).isEqualTo(tellsHowRefundsEnd() ? told : "accepted");
        if (!end.equals("FAILED")) {
            assertThat(Outcomes.of(refund(refundOf(flow, Money.cny(7001))))).isEqualTo("refused");
        }
    }

    @Test
    void m4_an_undefined_status_of_a_refund_is_unknown() {
        RefundOrder order = given(paidAndTold());
        sandbox.turn("UNDEFINED_STATUS", provider(), "REFUND_QUERY");

        assertThat(Outcomes.of(ask(order))).isEqualTo("unknown undefined");
        assertThat(Outcomes.of(ask(order))).isEqualTo("done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNSIGNED", "BAD_SIGNATURE"})
    void m4_an_answer_about_a_refund_that_is_not_well_signed_is_unknown(String knob) {
        FlowRef flow = paidAndTold();
        RefundOrder order = given(flow);
        sandbox.turn(knob, provider(), "REFUND_QUERY");
        assertThat(Outcomes.of(ask(order))).isEqualTo("unknown unverified");
        sandbox.turn(knob, provider(), "REFUND");
        assertThat(Outcomes.of(refund(refundOf(flow, Money.cny(1)))))
                .isEqualTo("unknown unverified");
    }

    @Test
    void an_answer_that_tells_another_amount_contradicts() {
        RefundOrder order = given(paidAndTold());
        sandbox.turn("OTHER_AMOUNT", provider(), "REFUND_QUERY", "other_amount", 9999);

        assertThat(Outcomes.of(ask(order))).isEqualTo("unknown contradicts");
    }

    @Test
    void m11_a_genuine_callback_tells_of_its_refund() {
        FlowRef flow = paidAndTold();
        RefundOrder order = refundOf(flow, PART);
        refund(order);
        RawCallback callback = callbackOf(flow);
        var told = (CallbackResult.RefundTold) readRefund(callback);

        assertThat(told.requestNo()).isEqualTo(order.requestNo());
        if (tellsHowRefundsEnd()) {
            assertThat(((RefundResult.Done) told.state()).amount()).isEqualTo(PART);
        } else {
            assertThat(told.state()).isEqualTo(new RefundResult.Accepted(null));
        }
        assertThat(handler.read(newAccount(), refundEvent(), callback))
                .as("at another account's address")
                .isInstanceOf(CallbackResult.Refused.class);
        if (tellsHowRefundsEnd()) {
            assertThat(handler.read(account, PaymentHandler.PAYMENT, callback))
                    .as("at the address of payments")
                    .isNotInstanceOf(CallbackResult.Told.class)
                    .isNotInstanceOf(CallbackResult.RefundTold.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WRONG_KEY",
                "CHANGED_BODY",
                "NO_SIGNATURE",
                "SIGNTEST",
                "OTHER_MERCHANT",
                "UNDEFINED_EVENT"
            })
    void m11_a_forged_callback_of_a_refund_is_refused(String how) {
        FlowRef flow = paidAndTold();
        RefundOrder order = given(flow);
        callbackOf(flow);
        RawCallback forged = forgedRefund(order, how);

        assertThat(readRefund(forged)).isInstanceOf(CallbackResult.Refused.class);
    }

    /// A payment whose callback has come.
    private FlowRef paidAndTold() {
        callbacks.clear();
        FlowRef flow = paid(DUE);
        callbackOf(flow);
        return flow;
    }

    private RefundOrder given(FlowRef flow) {
        RefundOrder order = refundOf(flow, PART);
        assertThat(Outcomes.of(refund(order))).isIn("done", "accepted");
        return order;
    }

    RefundOrder refundOf(FlowRef flow, Money amount) {
        return new RefundOrder(
                newNumber(),
                flow,
                amount,
                "不想要了",
                Instant.now(Clock.systemUTC()),
                inbox.uri("/callback/x/x-1/refund"));
    }

    RefundResult refund(RefundOrder order) {
        return refunding(handler).refund(account, order);
    }

    private RefundResult ask(RefundOrder order) {
        return refunding(handler).queryRefund(account, order);
    }

    private CallbackResult readRefund(RawCallback callback) {
        return handler.read(account, refundEvent(), callback);
    }

    private JsonNode books(FlowRef flow) {
        return sandbox.get("/control/refunds?order=" + flow.requestNo()).get("refunds");
    }

    private static Refunds refunding(PaymentHandler which) {
        assertThat(which).isInstanceOf(Refunds.class);
        return (Refunds) which;
    }
}
