package com.suanpan.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource({"100.00,10000", "0.1,10", "7,700", "0.01,1", "9999999999999.99,999999999999999"})
    void m1_an_amount_is_read_exactly(String text, long fen) {
        assertThat(Money.parse(text, Currency.CNY)).contains(Money.cny(fen));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 1",
                "1 ",
                "1e2",
                "100.001",
                "-1",
                "+1",
                "٣",
                "1,000",
                "1.",
                ".5",
                "0x1",
                "１",
                "NaN",
                "99999999999999",
                "1.0.0",
                "1\n"
            })
    void m1_anything_else_is_refused(String text) {
        assertThat(Money.parse(text, Currency.CNY)).isEmpty();
    }

    @Test
    void m1_every_amount_reads_back_as_written() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 10_000; i++) {
            Money money = Money.cny(random.nextLong(1_000_000_000_000_000L));
            assertThat(Money.parse(money.text(), Currency.CNY)).contains(money);
        }
    }

    @Test
    void m1_it_is_never_negative_and_never_overflows() {
        assertThatThrownBy(() -> Money.cny(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Money.cny(1).minus(Money.cny(2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Money.cny(Long.MAX_VALUE).plus(Money.cny(1)))
                .isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "10000,60,60",
        "1,60,0",
        "83,60,0",
        "84,60,1",
        "250,60,2",
        "0,60,0",
        "100,10000,100"
    })
    void a_rate_rounds_half_up_to_the_fen(long fen, int bps, long fee) {
        assertThat(new Rate(bps).of(Money.cny(fen))).isEqualTo(Money.cny(fee));
    }

    @Test
    void a_rate_of_the_greatest_amount_does_not_overflow() {
        assertThat(new Rate(10_000).of(Money.cny(Long.MAX_VALUE)))
                .isEqualTo(Money.cny(Long.MAX_VALUE));
    }

    @Test
    void the_parts_of_a_split_sum_to_the_whole() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 5_000; i++) {
            Money whole = Money.cny(random.nextLong(1_000_000));
            int[] weights = random.ints(1 + random.nextInt(6), 0, 1_000).toArray();
            weights[0]++;
            List<Money> parts = whole.split(weights);
            assertThat(parts).hasSize(weights.length);
            assertThat(parts.stream().mapToLong(Money::minor).sum()).isEqualTo(whole.minor());
        }
    }
}
