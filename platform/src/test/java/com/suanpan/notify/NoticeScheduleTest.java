package com.suanpan.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NoticeScheduleTest {

    private static final Instant T0 = Instant.parse("2026-01-02T03:04:05Z");
    private static final Instant END = T0.plus(NoticeSchedule.FOR);

    @Test
    void waits_grow_to_an_hour_and_stay_there() {
        List<Long> seconds = new ArrayList<>();
        for (int failures = 1; failures <= 9; failures++) {
            Instant next = NoticeSchedule.next(failures, T0, END, 0).orElseThrow();
            seconds.add(Duration.between(T0, next).toSeconds());
        }
        assertThat(seconds)
                .containsExactly(1L, 5L, 30L, 120L, 600L, 1_800L, 3_600L, 3_600L, 3_600L);
    }

    @Test
    void chance_makes_a_wait_up_to_a_fifth_longer() {
        assertThat(NoticeSchedule.next(2, T0, END, NoticeSchedule.MOST_JITTER))
                .contains(T0.plusSeconds(6));
    }

    @Test
    void tries_go_on_for_24_hours_and_not_longer() {
        int tries = 1;
        Instant last = T0;
        Optional<Instant> next = NoticeSchedule.next(tries, T0, END, 0);
        while (next.isPresent()) {
            last = next.get();
            tries++;
            next = NoticeSchedule.next(tries, last, END, 0);
        }
        assertThat(last).isBetween(END.minus(Duration.ofHours(1)), END);
        assertThat(tries).isEqualTo(30);
    }
}
