package com.suanpan.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BusinessNumbersTest {

    private final Tick clock = new Tick(Instant.parse("2026-11-23T16:00:00Z"));
    private final BusinessNumbers numbers = new BusinessNumbers(clock, () -> 7);

    @Test
    void a_number_tells_its_second_in_china_its_slot_and_its_server() {
        String no = numbers.next("M20240101001");
        assertThat(no)
                .hasSize(26)
                .startsWith("261124000000")
                .endsWith("0070000000")
                .contains("%04d".formatted(Lanes.slotOf("M20240101001")));
    }

    @Test
    void numbers_of_a_merchant_ascend_even_when_the_clock_steps_back() {
        String last = "";
        for (int i = 0; i < 1_000; i++) {
            clock.step(Duration.ofMillis(i % 3 == 0 ? -700 : 300));
            String next = numbers.next("M1");
            assertThat(next).isGreaterThan(last);
            last = next;
        }
    }

    @Test
    void no_two_numbers_are_equal() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 50_000; i++) {
            assertThat(seen.add(numbers.next("M" + i % 10))).isTrue();
        }
    }

    @Test
    void a_merchants_lane_is_the_one_written_in_its_numbers() {
        Lanes lanes = new Lanes(64);
        for (int i = 0; i < 200; i++) {
            assertThat(lanes.ofNumber(numbers.next("M" + i))).isEqualTo(lanes.ofMerchant("M" + i));
        }
    }

    @Test
    void the_slot_of_a_merchant_never_changes() {
        assertThat(Lanes.slotOf("M20240101001")).isEqualTo(6);
        assertThat(Lanes.slotOf("商户")).isEqualTo(619);
    }

    @Test
    void what_is_no_number_of_ours_has_no_lane() {
        Lanes lanes = new Lanes(2);
        assertThat(lanes.ofNumber("")).isEqualTo(-1);
        assertThat(lanes.ofNumber("2611240000009999007000000A")).isEqualTo(-1);
        assertThat(lanes.ofNumber("26112400000099990070000000")).isEqualTo(-1);
    }

    private static final class Tick extends Clock {

        private Instant now;

        Tick(Instant now) {
            this.now = now;
        }

        void step(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
