package com.suanpan;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.store.Vital;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

class HealthTest {

    private final TestVital database = new TestVital();
    private final AnnotationConfigApplicationContext ours =
            new AnnotationConfigApplicationContext();
    private final Health health = new Health(List.of(database), ours, Duration.ZERO);

    private static final class TestVital implements Vital {

        private boolean there = true;

        @Override
        public String name() {
            return "database";
        }

        @Override
        public boolean holds() {
            return there;
        }
    }

    @Test
    void a_server_is_not_ready_before_it_is_started() {
        assertThat(health.lacks()).containsExactly("starting");
    }

    @Test
    void a_server_without_its_database_says_so_and_is_ready_again_with_it() {
        started();
        database.there = false;
        assertThat(health.lacks()).containsExactly("database");
        database.there = true;
        assertThat(health.lacks()).isEmpty();
    }

    @Test
    void a_server_that_was_told_to_stop_is_not_ready() {
        started();
        health.closed(new ContextClosedEvent(new AnnotationConfigApplicationContext()));
        assertThat(health.lacks()).as("another context's end").isEmpty();
        health.closed(new ContextClosedEvent(ours));
        assertThat(health.lacks()).containsExactly("stopping");
    }

    private void started() {
        health.ready(
                new org.springframework.boot.context.event.ApplicationReadyEvent(
                        new org.springframework.boot.SpringApplication(HealthTest.class),
                        new String[0],
                        ours,
                        Duration.ZERO));
    }
}
