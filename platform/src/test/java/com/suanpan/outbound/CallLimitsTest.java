package com.suanpan.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.store.StartRefused;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class CallLimitsTest {

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(CallLimits.class)
    static class Only {}

    private final ApplicationContextRunner program =
            new ApplicationContextRunner().withUserConfiguration(Only.class);

    @Test
    void a_deadline_that_is_too_long_refuses_the_start_in_one_sentence() {
        program.withPropertyValues("suanpan.outbound.deadline=15s")
                .run(started ->
                        assertThat(StartRefused.in(started.getStartupFailure()))
                                .hasValueSatisfying(refused ->
                                        assertThat(refused)
                                                .hasMessageStartingWith(
                                                        "suanpan.outbound: deadline and patience are too long")));
    }

    @Test
    void a_shorter_deadline_is_taken() {
        program.withPropertyValues("suanpan.outbound.deadline=14s")
                .run(started -> assertThat(started).hasNotFailed());
    }
}
