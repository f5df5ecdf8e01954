package com.suanpan.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ZipfTest {

    @Test
    void each_place_is_drawn_in_inverse_proportion_to_its_number() {
        int[] drawn = new int[1_000];
        Zipf zipf = new Zipf(drawn.length);
        SplittableRandom random = new SplittableRandom(20_261_124);
        for (int i = 0; i < 1_000_000; i++) {
            drawn[zipf.next(random)]++;
        }

        // the sum of 1/n over a thousand places
        double whole = 7.485;
        assertThat(drawn[0] / 1e6).isCloseTo(1 / whole, within(0.002));
        assertThat(drawn[1] / 1e6).isCloseTo(1 / whole / 2, within(0.002));
        assertThat(drawn[9] / 1e6).isCloseTo(1 / whole / 10, within(0.001));
        assertThat(drawn[999]).isPositive();
    }
}
