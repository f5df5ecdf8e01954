package com.suanpan.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GateTest {

    private static final int PLACES = 2;
    private static final int MOST_INSIDE = 5;

    private final AdaptiveLimit limit =
            new AdaptiveLimit(new AdaptiveLimit.Bounds(1, PLACES, Duration.ofSeconds(1)));
    private final Gate gate = new Gate(limit, MOST_INSIDE);

    @Test
    void it_lets_in_as_many_as_may_be_worked_on() {
        assertThat(gate.enter()).isTrue();
        assertThat(gate.isFull()).isFalse();
        assertThat(gate.enter()).isTrue();

        assertThat(gate.isFull()).isTrue();
        assertThat(gate.enter()).isFalse();
        assertThat(gate.inside()).isEqualTo(PLACES);
        assertThat(gate.working()).isEqualTo(PLACES);
    }

    @Test
    void a_call_that_its_channel_has_gives_its_place_to_others() {
        gate.enter();
        gate.enter();

        Place.in(gate, () -> Place.leftFor(() -> assertThat(gate.enter()).isTrue()));

        assertThat(gate.isFull()).isTrue();
    }

    @Test
    void no_more_are_inside_than_memory_is_for() {
        for (int i = 0; i < MOST_INSIDE; i++) {
            assertThat(gate.enter()).isTrue();
            gate.away();
        }

        assertThat(gate.isFull()).isTrue();
        assertThat(gate.enter()).isFalse();
        assertThat(gate.inside()).isEqualTo(MOST_INSIDE);
    }

    @Test
    void whoever_comes_back_is_worked_on_though_the_gate_is_full() {
        gate.enter();
        gate.away();
        gate.enter();
        gate.enter();

        gate.back();

        assertThat(gate.working()).isEqualTo(PLACES + 1);
        assertThat(gate.enter()).isFalse();
    }

    @Test
    void a_call_leaves_however_it_ends() {
        gate.enter();
        assertThatThrownBy(() ->
                        Place.in(
                                gate,
                                () ->
                                        Place.leftFor(() -> {
                                            throw new IllegalStateException("a bug");
                                        })))
                .hasMessage("a bug");

        assertThat(gate.inside()).isZero();
        assertThat(gate.working()).isZero();
    }

    @Test
    void what_a_channel_takes_is_not_our_slowness() {
        Gate quick =
                new Gate(
                        new AdaptiveLimit(
                                new AdaptiveLimit.Bounds(1, PLACES, Duration.ofMillis(20))),
                        MOST_INSIDE);
        for (int i = 0; i < 12; i++) {
            quick.enter();
            Place.in(quick, () -> Place.leftFor(GateTest::aChannelThatTakesItsTime));
        }

        assertThat(quick.limit()).isEqualTo(PLACES);
    }

    @Test
    void what_we_take_ourselves_is() {
        Gate slow =
                new Gate(
                        new AdaptiveLimit(
                                new AdaptiveLimit.Bounds(1, PLACES, Duration.ofMillis(20))),
                        MOST_INSIDE);
        for (int i = 0; i < 12; i++) {
            slow.enter();
            Place.in(slow, GateTest::aChannelThatTakesItsTime);
        }

        assertThat(slow.limit()).isEqualTo(1);
    }

    @Test
    void a_refusal_further_in_counts_against_the_gate() {
        gate.enter();
        gate.enter();
        Place.in(
                gate,
                () -> {
                    Place.refusedInside();
                    return aChannelThatTakesItsTime();
                });
        gate.leave(System.nanoTime() + Duration.ofMillis(500).toNanos(), 1, false);

        assertThat(gate.limit()).isEqualTo(1);
    }

    private static String aChannelThatTakesItsTime() {
        long until = System.nanoTime() + Duration.ofMillis(40).toNanos();
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        return "";
    }
}
