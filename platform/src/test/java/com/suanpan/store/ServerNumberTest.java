package com.suanpan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.suanpan.number.BusinessNumbers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ServerNumberTest {

    private static final TestDatabase DATABASE = TestDatabase.create();

    private final TickingClock clock = new TickingClock(Instant.parse("2026-11-23T08:00:00Z"));

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void servers_that_run_together_have_different_numbers() {
        try (var first = start();
                var second = start()) {
            assertThat(first.getAsInt()).isNotEqualTo(second.getAsInt());
        }
    }

    @Test
    void a_server_that_starts_again_in_the_same_second_repeats_no_business_number() {
        Set<String> numbers = new HashSet<>();
        for (int start = 0; start < 3; start++) {
            try (var server = start()) {
                BusinessNumbers made = new BusinessNumbers(clock, server);
                for (int i = 0; i < 100; i++) {
                    assertThat(numbers.add(made.next("M1"))).isTrue();
                }
            }
        }
    }

    @Test
    void a_number_that_was_not_renewed_is_not_vouched_for_to_the_end_of_its_lease() {
        try (var server = start()) {
            clock.tick(Duration.ofSeconds(49));
            assertThat(server.getAsInt()).isBetween(0, 999);
            clock.tick(Duration.ofSeconds(1));
            assertThatThrownBy(server::getAsInt).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void renewing_keeps_the_number() {
        try (var server = start()) {
            int before = server.getAsInt();
            for (int i = 0; i < 20; i++) {
                clock.tick(Duration.ofSeconds(10));
                server.keep();
            }
            assertThat(server.getAsInt()).isEqualTo(before);
        }
    }

    @Test
    void a_number_that_another_server_has_by_now_is_given_up_for_a_free_one() {
        try (var server = start()) {
            int before = server.getAsInt();
            DATABASE.jdbc()
                    .sql("update server_number set leased_by = 'another' where server_no = :no")
                    .param("no", before)
                    .update();
            server.keep();
            assertThat(server.getAsInt()).isNotEqualTo(before);
        }
    }

    private ServerNumber start() {
        return new ServerNumber(DATABASE.jdbc(), clock);
    }
}
