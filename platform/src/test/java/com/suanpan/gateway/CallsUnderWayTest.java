package com.suanpan.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CallsUnderWayTest {

    private final CallsUnderWay underWay = new CallsUnderWay(2);

    @Test
    void one_call_more_than_a_merchant_may_have_is_told_to_come_again() {
        assertThatThrownBy(() -> twoWhile(() -> underWay.during("a", () -> "three")))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> {
                            assertThat(refusal.problem()).isEqualTo(Problem.RATE_LIMITED);
                            assertThat(refusal.retryAfter()).isPresent();
                        });
    }

    @Test
    void it_takes_no_place_of_another_merchant() {
        assertThat(twoWhile(() -> underWay.during("b", () -> "served"))).isEqualTo("served");
    }

    @Test
    void a_call_that_is_over_makes_room_however_it_ended() {
        for (int i = 0; i < 5; i++) {
            assertThat(underWay.during("a", () -> "served")).isEqualTo("served");
            assertThatThrownBy(() ->
                            underWay.during(
                                    "a",
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

    private String twoWhile(Supplier<String> third) {
        return underWay.during("a", () -> underWay.during("a", third));
    }
}
