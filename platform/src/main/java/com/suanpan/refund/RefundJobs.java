package com.suanpan.refund;

import com.suanpan.store.Ending;
import com.suanpan.store.RecurringJob;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the refund room does again and again.
@Configuration(proxyBeanMethods = false)
class RefundJobs {

    private static final Duration OFTEN = Duration.ofSeconds(1);

    @Bean
    Ending endRefunds(GoOnWithRefunds refunds) {
        return new Ending("go-on-with-refunds", refunds::close);
    }

    @Bean
    RecurringJob goOnWithRefundsJob(GoOnWithRefunds refunds) {
        return new RecurringJob("go-on-with-refunds", OFTEN, refunds::run);
    }
}
