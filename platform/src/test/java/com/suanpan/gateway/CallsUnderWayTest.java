package com.suanpan.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CallsUnderWayTest {

    private final CallsUnderWay underWay = new CallsUnderWay(2);
    private final Gate wide = gate(100);

    @Test
    void one_call_more_than_a_merchant_may_have_is_told_to_come_again() {
        assertThatThrownBy(() -> twoWhile(() -> underWay.during("a", wide, () -> "three")))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> {
                            assertThat(refusal.problem()).isEqualTo(Problem.RATE_LIMITED);
                            assertThat(refusal.retryAfter()).isPresent();
                        });
    }

    @Test
    void it_takes_no_place_of_another_merchant() {
        assertThat(twoWhile(() -> underWay.during("b", wide, () -> "served"))).isEqualTo("served");
    }

    @Test
    void a_call_that_is_over_makes_room_however_it_ended() {
        for (int i = 0; i < 5; i++) {
            assertThat(underWay.during("a", wide, () -> "served")).isEqualTo("served");
            assertThatThrownBy(() ->
                            underWay.during(
                                    "a",
                                    wide,
                                    () -> {
                                        throw new Refusal(Problem.ORDER_PAID);
                                    }))
                    .isInstanceOf(Refusal.class);
        }
    }

    @Test
    void a_merchant_without_a_call_is_forgotten() {
        twoWhile(() -> {
            assertThat(underWay.merchants()).isEqualTo(1);
            return "";
        });
        assertThat(underWay.merchants()).isZero();
    }

    @Test
    void while_the_gate_is_nearly_full_a_merchant_has_half_of_it() {
        CallsUnderWay many = new CallsUnderWay(300);
        Gate gate = gate(4);
        for (int i = 0; i < 3; i++) {
            gate.enter();
        }
        Supplier<String> third = () -> many.during("a", gate, () -> "served");

        assertThatThrownBy(() -> many.during("a", gate, () -> many.during("a", gate, third)))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.RATE_LIMITED));
        assertThat(many.during("b", gate, () -> "served")).isEqualTo("served");
    }

    private static Gate gate(int places) {
        return new Gate(
                new AdaptiveLimit(new AdaptiveLimit.Bounds(1, places, Duration.ofSeconds(1))),
                1_000);
    }

    private String twoWhile(Supplier<String> third) {
        return underWay.during("a", wide, () -> underWay.during("a", wide, third));
    }
}
