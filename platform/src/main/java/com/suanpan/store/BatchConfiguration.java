package com.suanpan.store;

import com.suanpan.number.Lanes;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/// Transactions whose end is known, and the sweeping of their tokens.
@Configuration(proxyBeanMethods = false)
class BatchConfiguration {

    private static final Duration KEPT = Duration.ofHours(1);

    private static final String SWEEP =
            "delete from commit_token where lane = :lane and made_at < :before";

    @Bean
    Transactions transactions(PlatformTransactionManager manager, JdbcClient jdbc, Clock clock) {
        return new Transactions(manager, jdbc, clock);
    }

    @Bean
    RecurringJob sweepCommitTokens(JdbcClient jdbc, Lanes lanes, Clock clock) {
        return new RecurringJob(
                "sweep-commit-tokens",
                Duration.ofMinutes(10),
                () -> {
                    for (int lane = 0; lane < lanes.count(); lane++) {
                        jdbc.sql(SWEEP)
                                .param("lane", lane)
                                .param(
                                        "before",
                                        clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                                .update();
                    }
                });
    }
}
