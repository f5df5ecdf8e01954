package com.suanpan.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.suanpan.channel.Relay.Manner;
import com.suanpan.money.Money;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every channel keeps, whatever its provider speaks. A new channel gets all of it by one class in
/// its own package that names its provider.
public abstract class ChannelContract extends RefundContract {

    @Test
    void our_numbers_have_a_form_that_the_channel_takes() {
        var form = handler.numberForm();
        assertThat(form.takesOurs()).isTrue();
        assertThat(form.takes(newNumber())).isTrue();
        assertThat(form.takes("9".repeat(form.maxLength() + 1))).isFalse();
        assertThat(form.takes("a b")).isFalse();
        for (int length : List.of(form.minLength(), form.maxLength())) {
            assertThat(handler.start(account, order("9".repeat(length), DUE)))
                    .isInstanceOf(StartResult.Started.class);
        }
    }

    @Test
    void every_scene_is_paid_by_what_it_hands_out() {
        assertThat(handlers).extracting(h -> h.method().provider()).containsOnly(provider());
        for (PaymentHandler scene : handlers) {
            FlowRef flow = Samples.flow(newNumber(), DUE);
            int before = relay.came();
            StartResult started = scene.start(account, order(flow.requestNo(), DUE));

            assertThat(relay.came() - before).as("calls of one start").isLessThanOrEqualTo(1);
            assertThat(started).as(scene.method().code()).isInstanceOf(StartResult.Started.class);
            payBy(((StartResult.Started) started).credential());
            assertThat(Outcomes.of(query(flow))).as(scene.method().code()).isEqualTo("paid");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 9, 10, 99, 100, 101, 1234567, 99999999, 10_000_000_000L})
    void amounts_survive_the_round_trip(long fen) {
        FlowRef flow = paid(Money.cny(fen));

        assertThat(query(flow)).isInstanceOf(QueryResult.Paid.class);
        var paid = (QueryResult.Paid) query(flow);
        assertThat(paid.amount()).isEqualTo(Money.cny(fen));
        var told = (CallbackResult.Told) read(callbackOf(flow));
        assertThat(told.requestNo()).isEqualTo(flow.requestNo());
        assertThat(told.state()).isEqualTo(paid);
    }

    @Test
    void a_payment_is_nothing_then_waiting_then_paid_and_cannot_be_closed_then() {
        FlowRef nobody = Samples.flow(newNumber(), DUE);
        assertThat(Outcomes.of(query(nobody))).isEqualTo("no such order");
        assertThat(Outcomes.of(closing(handler).close(account, nobody))).isEqualTo("no such order");

        FlowRef flow = opened(DUE);
        assertThat(Outcomes.of(query(flow))).isEqualTo("waiting");
        payer("pay", flow.requestNo());
        assertThat(Outcomes.of(query(flow))).isEqualTo("paid");
        assertThat(Outcomes.of(closing(handler).close(account, flow))).isEqualTo("must ask");
    }

    @Test
    void a_confirmed_close_closes_and_may_be_repeated() {
        FlowRef flow = opened(DUE);

        assertThat(Outcomes.of(closing(handler).close(account, flow))).isEqualTo("closed");
        assertThat(Outcomes.of(closing(handler).close(account, flow))).isIn("closed", "must ask");
        assertThat(Outcomes.of(query(flow))).isEqualTo("closed");
    }

    @Test
    void m6_the_same_start_again_is_one_payment_with_the_same_credential_or_another_to_it() {
        StartOrder order = order(newNumber(), DUE);
        handler.start(account, order);
        StartResult again = handler.start(account, order);

        if (handler.startMayRepeat()) {
            assertThat(again).isInstanceOf(StartResult.Started.class);
            payBy(((StartResult.Started) again).credential());
            assertThat(Outcomes.of(query(Samples.flow(order.requestNo(), DUE)))).isEqualTo("paid");
        } else {
            assertThat(Outcomes.of(again)).isEqualTo("must ask");
        }
    }

    @Test
    void m4_a_used_number_with_other_content_must_be_asked_about() {
        FlowRef flow = opened(DUE);

        assertThat(Outcomes.of(handler.start(account, order(flow.requestNo(), Money.cny(1)))))
                .isEqualTo("must ask");
    }

    @Test
    void m4_on_a_dead_line_nothing_was_sent() throws IOException {
        int nobodyListens;
        try (ServerSocket closed = new ServerSocket(0)) {
            nobodyListens = closed.getLocalPort();
        }
        String address = account.need(addressSetting());
        ChannelAccount dead =
                with(
                        addressSetting(),
                        address.replace(relay.address(), "http://127.0.0.1:" + nobodyListens));
        FlowRef flow = Samples.flow(newNumber(), DUE);

        assertThat(Outcomes.of(handler.start(dead, order(flow.requestNo(), DUE))))
                .isEqualTo("not sent");
        assertThat(Outcomes.of(handler.query(dead, flow))).isEqualTo("unknown not_sent");
        assertThat(Outcomes.of(closing(handler).close(dead, flow))).isEqualTo("unknown not_sent");
    }

    @ParameterizedTest
    @EnumSource(
            value = Manner.class,
            names = {"HANGS_BEFORE", "HANGS_AFTER", "CLOSES_BEFORE", "CLOSES_AFTER", "DRIPS"})
    void m4_a_lost_answer_is_unknown_and_the_call_is_not_repeated(Manner manner) {
        FlowRef flow = Samples.flow(newNumber(), DUE);
        relay.be(manner);
        StartResult lost = hasty.start(account, order(flow.requestNo(), DUE));

        assertThat(Outcomes.of(lost)).isEqualTo("unknown lost");
        assertThat(relay.came()).as("calls of one start").isEqualTo(1);
        assertThat(Outcomes.of(hasty.query(account, flow))).isEqualTo("unknown lost");
        assertThat(Outcomes.of(closing(hasty).close(account, flow))).isEqualTo("unknown lost");
    }

    @Test
    void m8_paid_while_it_is_being_closed_must_be_asked_about() {
        FlowRef flow = opened(DUE);
        sandbox.turn("PAID_AT_CLOSE", provider(), "CLOSE");

        assertThat(Outcomes.of(closing(handler).close(account, flow))).isEqualTo("must ask");
        assertThat(Outcomes.of(query(flow))).isEqualTo("paid");
    }

    @Test
    void an_answer_under_the_providers_other_genuine_key_is_believed() {
        FlowRef flow = paid(DUE);
        sandbox.turn("OTHER_KEY", provider(), "QUERY");

        assertThat(Outcomes.of(query(flow))).isEqualTo("paid");
    }

    @Test
    void a_definite_refusal_is_final_and_nothing_else_is() {
        sandbox.turn("REFUSE", provider(), "PAY");
        assertThat(handler.start(account, order(newNumber(), DUE)))
                .isInstanceOf(StartResult.Refused.class);
        sandbox.turn("REFUSE", provider(), "QUERY");
        assertThat(query(Samples.flow(newNumber(), DUE))).isInstanceOf(QueryResult.Unknown.class);
    }

    @Test
    void m4_a_start_whose_answer_was_lost_is_found_by_asking() {
        FlowRef flow = Samples.flow(newNumber(), DUE);
        relay.be(Manner.CLOSES_AFTER);
        handler.start(account, order(flow.requestNo(), DUE));
        relay.be(Manner.HONEST);

        payer("open", flow.requestNo());
        assertThat(Outcomes.of(query(flow))).isEqualTo("waiting");
    }

    @Test
    void m4_an_error_page_is_unknown() {
        relay.be(Manner.FAILS);
        assertThat(allThree()).containsOnly("unknown channel_unsure");
    }

    @Test
    void m4_noise_is_unknown() {
        relay.be(Manner.BABBLES);
        assertThat(allThree()).isSubsetOf("unknown unverified", "unknown unreadable");
    }

    @Test
    void m4_an_undefined_status_is_unknown() {
        FlowRef flow = paid(DUE);
        callbackOf(flow);
        sandbox.turn("UNDEFINED_STATUS", provider(), "QUERY");

        assertThat(Outcomes.of(query(flow))).isEqualTo("unknown undefined");
        assertThat(Outcomes.of(query(flow))).isEqualTo("paid");
        assertThat(Outcomes.of(read(forged(flow, "UNDEFINED_STATUS"))))
                .isEqualTo("unknown undefined");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNSIGNED", "BAD_SIGNATURE"})
    void m4_an_answer_that_is_not_well_signed_is_unknown(String knob) {
        FlowRef flow = paid(DUE);
        sandbox.turn(knob, provider(), "QUERY");
        assertThat(Outcomes.of(query(flow))).isEqualTo("unknown unverified");
        sandbox.turn(knob, provider(), "PAY");
        assertThat(Outcomes.of(handler.start(account, order(newNumber(), DUE))))
                .isEqualTo("unknown unverified");
    }

    @Test
    void a_byte_changed_anywhere_in_an_answer_is_not_believed() {
        FlowRef flow = paid(DUE);
        QueryResult truth = query(flow);
        byte[] body = relay.last().body();
        for (int at = 0; at < body.length; at++) {
            relay.changeByte(at);
            notBelieved(query(flow), truth, isSigned(body, at), "byte " + at);
        }
        for (String header : signedHeaders()) {
            String value = relay.last().headers().firstValue(header).orElse("");
            for (int at = 0; at < value.length(); at++) {
                relay.changeHeader(header, at);
                notBelieved(query(flow), truth, false, header + " " + at);
            }
        }
    }

    /// A signature's own text may have more than one spelling; what it covers has one.
    private static void notBelieved(
            QueryResult said, QueryResult truth, boolean signed, String what) {
        if (signed || !said.equals(truth)) {
            assertThat(said).as(what).isInstanceOf(QueryResult.Unknown.class);
        }
    }

    @Test
    void a_query_tells_another_amount_as_it_is() {
        FlowRef flow = paid(DUE);
        sandbox.turn("OTHER_AMOUNT", provider(), "QUERY", "other_amount", 9999);

        assertThat(((QueryResult.Paid) query(flow)).amount()).isEqualTo(Money.cny(9999));
    }

    @Test
    void a_broken_setting_stops_the_account_and_is_not_quoted() {
        handler.check(account);
        for (Setting setting : handler.settings()) {
            String value = "§broken-" + account.setting(setting.name()).orElse("");
            if (setting.required()) {
                assertThatThrownBy(() -> handler.check(with(setting.name(), null)))
                        .as(setting.name())
                        .isInstanceOf(BrokenAccount.class)
                        .hasMessageContaining(setting.name());
            }
            if (setting.secret()) {
                try {
                    handler.check(with(setting.name(), value));
                } catch (BrokenAccount e) {
                    assertThat(e).hasNoCause().hasMessageContaining(setting.name());
                    assertThat(e).hasMessageNotContaining("§");
                }
            }
        }
        handler.check(account);
    }

    @Test
    void m13_no_key_is_in_a_result_a_call_or_a_record_and_no_payer_in_a_record() {
        FlowRef flow = paid(DUE);
        StringBuilder seen = new StringBuilder();
        for (PaymentHandler scene : handlers) {
            seen.append(scene.start(account, order(newNumber(), DUE)));
        }
        seen.append(query(flow)).append(read(callbackOf(flow)));
        seen.append(refund(refundOf(flow, Money.cny(1))));
        relay.requests().forEach(r -> seen.append(r.head()).append(r.body()));
        String records = records();
        assertThat(records).contains(flow.requestNo()).doesNotContain(PAYER, "支付用户零钱");
        seen.append(records);
        for (Setting setting : handler.settings()) {
            if (setting.secret()) {
                account.setting(setting.name())
                        .ifPresent(key ->
                                assertThat(seen.indexOf(key)).as(setting.name()).isNegative());
            }
        }
        assertThat(account.toString()).contains("***");
    }

    private List<String> allThree() {
        FlowRef flow = Samples.flow(newNumber(), DUE);
        return List.of(
                Outcomes.of(handler.start(account, order(flow.requestNo(), DUE))),
                Outcomes.of(query(flow)),
                Outcomes.of(closing(handler).close(account, flow)));
    }
}
