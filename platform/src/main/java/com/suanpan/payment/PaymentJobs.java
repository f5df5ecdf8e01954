package com.suanpan.payment;

import com.suanpan.store.Ending;
import com.suanpan.store.Look;
import com.suanpan.store.RecurringJob;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the payment room does again and again.
@Configuration(proxyBeanMethods = false)
class PaymentJobs {

    private static final Duration OFTEN = Duration.ofSeconds(1);

    @Bean
    Ending endAsking(AskAboutFlows ask) {
        return new Ending("ask-about-flows", ask::close);
    }

    @Bean
    Look lookAtFlows(UnfinishedFlows flows) {
        return new Look("flows", flows::look);
    }

    @Bean
    RecurringJob askAboutFlowsJob(AskAboutFlows ask) {
        return new RecurringJob("ask-about-flows", OFTEN, ask::run);
    }

    @Bean
    RecurringJob expireOrdersJob(ExpireOrders expire) {
        return new RecurringJob("expire-orders", OFTEN, expire::run);
    }
}
