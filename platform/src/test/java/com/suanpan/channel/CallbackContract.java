package com.suanpan.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.money.Money;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The half of every channel's contract that is about callbacks (M11).
abstract class CallbackContract extends ChannelGround {

    @Test
    void m11_a_callback_read_twice_says_the_same() {
        RawCallback callback = callbackOf(paid(DUE));

        assertThat(read(callback)).isInstanceOf(CallbackResult.Told.class);
        assertThat(read(callback)).isEqualTo(read(callback));
    }

    @Test
    void m11_callbacks_in_another_order_each_speak_of_their_own_payment() {
        FlowRef first = paid(Money.cny(101));
        RawCallback ofFirst = callbackOf(first);
        FlowRef second = paid(Money.cny(202));
        RawCallback ofSecond = callbackOf(second);

        tells(read(ofSecond), second);
        tells(read(ofFirst), first);
    }

    private static void tells(CallbackResult result, FlowRef flow) {
        var told = (CallbackResult.Told) result;
        assertThat(told.requestNo()).isEqualTo(flow.requestNo());
        assertThat(((QueryResult.Paid) told.state()).amount()).isEqualTo(flow.amount());
    }

    @Test
    void m11_a_byte_changed_anywhere_in_a_callback_is_not_believed() {
        RawCallback good = callbackOf(paid(DUE));
        CallbackResult truth = read(good);
        byte[] body = good.body();
        for (int at = 0; at < body.length; at++) {
            CallbackResult said =
                    read(new RawCallback("POST", good.headers(), "", changed(body, at)));
            refused(said, truth, isSigned(body, at), "byte " + at);
        }
        for (String header : signedHeaders()) {
            String value = good.header(header).orElseThrow();
            for (int at = 0; at < value.length(); at++) {
                Map<String, List<String>> headers = new HashMap<>(good.headers());
                headers.put(header.toLowerCase(Locale.ROOT), List.of(Relay.changed(value, at)));
                CallbackResult said = read(new RawCallback("POST", headers, "", body));
                refused(said, truth, false, header + " " + at);
            }
        }
    }

    private static void refused(
            CallbackResult said, CallbackResult truth, boolean signed, String what) {
        if (signed || !said.equals(truth)) {
            assertThat(said).as(what).isInstanceOf(CallbackResult.Refused.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"WRONG_KEY", "CHANGED_BODY", "NO_SIGNATURE", "SIGNTEST"})
    void m11_a_forged_callback_is_refused(String how) {
        assertThat(Outcomes.of(read(forged(opened(DUE), how))))
                .isIn("refused bad_signature", "refused unreadable");
    }

    @Test
    void m11_another_merchants_callback_is_refused() {
        FlowRef flow = opened(DUE);
        assertThat(Outcomes.of(read(forged(flow, "OTHER_MERCHANT"))))
                .isEqualTo("refused other_merchant");

        RawCallback ours = callbackOf(paidAfresh());
        assertThat(handler.read(newAccount(), PaymentHandler.PAYMENT, ours))
                .as("at another account's address")
                .isInstanceOf(CallbackResult.Refused.class);
        assertThat(handler.read(account, "another-event", ours))
                .isInstanceOf(CallbackResult.Refused.class);
    }

    private FlowRef paidAfresh() {
        callbacks.clear();
        return paid(DUE);
    }

    @Test
    void m11_a_genuine_callback_tells_its_amount_and_its_number_as_they_are() {
        FlowRef flow = opened(DUE);
        var otherAmount = (CallbackResult.Told) read(forged(flow, "WRONG_AMOUNT", "amount", 9999));
        assertThat(otherAmount.requestNo()).isEqualTo(flow.requestNo());
        assertThat(((QueryResult.Paid) otherAmount.state()).amount()).isEqualTo(Money.cny(9999));

        var otherOrder = (CallbackResult.Told) read(forged(flow, "OTHER_ORDER"));
        assertThat(otherOrder.requestNo()).isNotEqualTo(flow.requestNo());
        assertThat(Outcomes.of(read(forged(flow, "UNDEFINED_EVENT"))))
                .isEqualTo("refused unknown_event");
    }

    @Test
    void m11_a_stale_callback_is_refused_where_its_time_is_signed() {
        String said = Outcomes.of(read(forged(opened(DUE), "STALE")));

        assertThat(said).isEqualTo(signedHeaders().isEmpty() ? "paid" : "refused stale");
    }

    @Test
    void m11_a_callback_under_the_providers_other_genuine_key_is_believed() {
        sandbox.turn("OTHER_KEY", provider(), "CALLBACK");

        assertThat(Outcomes.of(read(callbackOf(paid(DUE))))).isEqualTo("paid");
    }
}
