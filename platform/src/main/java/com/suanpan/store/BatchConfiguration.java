package com.suanpan.store;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/// Transactions whose end is known, and the sweeping of their tokens.
@Configuration(proxyBeanMethods = false)
class BatchConfiguration {

    private static final Duration KEPT = Duration.ofHours(1);

    @Bean
    Transactions transactions(
            DataSourceTransactionManager manager,
            JdbcClient jdbc,
            Clock clock,
            MeterRegistry meters) {
        return new Transactions(manager, jdbc, clock, meters);
    }

    @Bean
    RecurringJob sweepCommitTokens(JdbcClient jdbc, Clock clock, Retention retention) {
        CommitTokens tokens = new CommitTokens(jdbc, clock);
        return retention.job("sweep-commit-tokens", KEPT, tokens::forget);
    }
}
