package com.suanpan.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {

    @Test
    void a_percentile_is_the_nearest_rank_that_was_measured() {
        Percentiles hundred = Percentiles.of(LongStream.rangeClosed(1, 100).map(i -> 101 - i));

        assertThat(hundred.at(50)).isEqualTo(50);
        assertThat(hundred.at(95)).isEqualTo(95);
        assertThat(hundred.at(99)).isEqualTo(99);
        assertThat(hundred.at(100)).isEqualTo(100);
        assertThat(hundred.at(0)).isEqualTo(1);
        assertThat(hundred.count()).isEqualTo(100);
        assertThat(hundred.mean()).isEqualTo(50.5);
    }

    @Test
    void one_slow_of_a_thousand_is_beyond_p99_and_one_of_ten_is_not() {
        assertThat(slowest(1, 999).at(99)).isEqualTo(1);
        assertThat(slowest(1, 999).at(99.95)).isEqualTo(1_000_000_000);
        assertThat(slowest(1, 9).at(99)).isEqualTo(1_000_000_000);
        assertThat(slowest(1, 9).ms(99)).isEqualTo(1_000);
    }

    private static Percentiles slowest(int slow, int quick) {
        return Percentiles.of(
                LongStream.concat(
                        LongStream.generate(() -> 1_000_000_000).limit(slow),
                        LongStream.generate(() -> 1).limit(quick)));
    }

    @Test
    void nothing_measured_is_zero() {
        assertThat(Percentiles.of(LongStream.empty()).at(99)).isZero();
    }
}
