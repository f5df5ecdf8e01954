package com.suanpan.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BurstTest {

    private static Payment took(long begun, long nanos) {
        Payment payment = new Payment("A" + begun, 1, begun);
        payment.accepted("F", begun + nanos);
        return payment;
    }

    private static Payment refused(long begun) {
        Payment payment = new Payment("A" + begun, 1, begun);
        payment.refused("SYSTEM_BUSY", begun + 1);
        return payment;
    }

    @Test
    void it_is_back_to_normal_after_the_last_slow_or_refused_call() {
        assertThat(Burst.backToNormal(List.of(took(100, 5), took(200, 5)), 100, 10)).isZero();
        assertThat(Burst.backToNormal(List.of(took(150, 50), took(200, 5)), 100, 10)).isEqualTo(50);
        assertThat(Burst.backToNormal(List.of(took(150, 50), refused(300)), 100, 10))
                .isEqualTo(200);
    }
}
