package com.suanpan.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdaptiveLimitTest {

    private static final long MS = Duration.ofMillis(1).toNanos();
    private static final int LEAST = 16;
    private static final int MOST = 256;

    private final AdaptiveLimit limit =
            new AdaptiveLimit(new AdaptiveLimit.Bounds(LEAST, MOST, Duration.ofMillis(500)));

    /// Nanoseconds since the test began; it ticks as calls end.
    private long now;

    @Test
    void it_begins_at_the_most_and_stays_there_while_calls_are_quick() {
        calls(1_000, 20, 100);

        assertThat(limit.now()).isEqualTo(MOST);
    }

    @Test
    void calls_over_the_goal_shrink_it_down_to_the_least() {
        calls(40, 20, 1_000);
        int once = limit.now();
        calls(4_000, 20, 1_000);

        assertThat(once).isLessThan(MOST);
        assertThat(limit.now()).isEqualTo(LEAST);
    }

    @Test
    void it_shrinks_by_the_measure_in_which_the_goal_was_missed_and_by_half_at_most() {
        calls(10, 30, 625);
        assertThat(limit.now()).isEqualTo(MOST * 500 / 625);

        calls(30, 30, 60_000);
        assertThat(limit.now()).isEqualTo(MOST * 500 / 625 / 2);
    }

    @Test
    void a_step_is_judged_by_calls_that_felt_the_one_before() {
        calls(10, 30, 5_000);
        int once = limit.now();
        calls(100, 40, 5_000);

        assertThat(limit.now()).as("4 s later").isEqualTo(once);
        calls(30, 40, 5_000);
        assertThat(limit.now()).as("5.2 s later").isLessThan(once);
    }

    @Test
    void a_refusal_further_in_halves_it_however_few_calls_ended() {
        limit.ended(now, MS, true);
        limit.ended(now += 300 * MS, MS, false);

        assertThat(limit.now()).isEqualTo(MOST / 2);
    }

    @Test
    void from_the_least_it_is_back_at_the_most_within_five_seconds() {
        calls(10_000, 20, 1_000);
        assertThat(limit.now()).isEqualTo(LEAST);
        long from = now;
        while (limit.now() < MOST) {
            calls(1, 10, 50);
        }

        assertThat(now - from).isLessThan(Duration.ofSeconds(5).toNanos());
    }

    @Test
    void a_quiet_time_counts_as_a_good_one() {
        calls(10_000, 20, 1_000);
        now += Duration.ofMinutes(1).toNanos();
        calls(10, 20, 50);

        assertThat(limit.now()).isEqualTo(MOST);
    }

    @Test
    void a_few_slow_calls_are_no_reason() {
        calls(8, 200, 5_000);

        assertThat(limit.now()).isEqualTo(MOST);
    }

    /// With a throughput of X a call takes (calls at once) / X: the limit settles at X times the goal.
    @Test
    void it_settles_where_calls_take_what_the_goal_says() {
        int aSecond = 200;
        for (int i = 0; i < 20_000; i++) {
            calls(1, 1_000 / aSecond, limit.now() * 1_000L / aSecond);
        }

        assertThat(limit.now()).isBetween(aSecond / 2 * 8 / 10, aSecond / 2 * 14 / 10);
    }

    @Test
    void bounds_that_cross_are_refused() {
        assertThatThrownBy(() -> new AdaptiveLimit.Bounds(2, 1, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AdaptiveLimit.Bounds(0, 1, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AdaptiveLimit.Bounds(1, 1, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// So many calls end, so many milliseconds apart, each of which took so long.
    private void calls(int count, long apartMs, long tookMs) {
        for (int i = 0; i < count; i++) {
            now += apartMs * MS;
            limit.ended(now, tookMs * MS, false);
        }
    }
}
