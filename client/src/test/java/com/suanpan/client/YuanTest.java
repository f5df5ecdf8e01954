package com.suanpan.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YuanTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.00, 0",
        "0.01, 1",
        "0.1, 10",
        "1, 100",
        "007.05, 705",
        "0.29, 29",
        "9999999999999.99, 999999999999999"
    })
    void m1_an_amount_in_yuan_is_exactly_so_many_fen(String yuan, long fen) {
        assertThat(Yuan.fen(yuan)).isEqualTo(fen);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".5",
                "1.",
                "1.234",
                "-1",
                "+1",
                "1e2",
                "1,00",
                " 1",
                "١",
                "12345678901234"
            })
    void anything_else_is_no_amount(String text) {
        assertThatThrownBy(() -> Yuan.fen(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void m1_there_and_back_is_the_same() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 10_000; i++) {
            long fen = random.nextLong(1L << random.nextInt(1, 49));
            assertThat(Yuan.fen(Yuan.of(fen))).isEqualTo(fen);
        }
        assertThatThrownBy(() -> Yuan.of(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Yuan.of(Long.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_request_takes_no_other_amount_and_stays_what_it_was() {
        PayRequest tea = PayRequest.of("A1").amountFen(1);

        assertThat(tea.amount("2.5").fields()).containsEntry("amount", "2.50");
        assertThat(tea.fields()).containsEntry("amount", "0.01");
        assertThat(tea.amount("0.01")).isEqualTo(tea);
        assertThatThrownBy(() -> tea.amount("0.00")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tea.amountFen(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PayRequest.of("A 1")).isInstanceOf(IllegalArgumentException.class);
    }
}
