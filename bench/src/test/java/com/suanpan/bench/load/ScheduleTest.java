package com.suanpan.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final long SECOND = 1_000_000_000;

    @Test
    void starts_are_spread_evenly_and_do_not_drift() {
        Schedule schedule = new Schedule(7, 300);

        assertThat(schedule.startOf(0)).isEqualTo(7);
        assertThat(schedule.startOf(3)).isEqualTo(7 + SECOND / 100);
        assertThat(schedule.startOf(300 * 3600)).isEqualTo(7 + 3600 * SECOND);
    }

    @Test
    void a_call_is_timed_from_when_it_was_meant_to_begin() {
        Payment late = new Payment("A1", 1, new Schedule(0, 1).startOf(2));

        late.accepted("F1", 5 * SECOND);

        assertThat(late.took()).isEqualTo(3 * SECOND);
    }

    @Test
    void a_window_counts_its_beginning_and_not_its_end() {
        Window window = new Window(10, 20);

        assertThat(window.holds(9)).isFalse();
        assertThat(window.holds(10)).isTrue();
        assertThat(window.holds(19)).isTrue();
        assertThat(window.holds(20)).isFalse();
    }

    @Test
    void no_rate_is_no_schedule() {
        assertThatThrownBy(() -> new Schedule(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
