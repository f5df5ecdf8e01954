package com.suanpan.gateway;

import com.suanpan.store.RecurringJob;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the gateway has done again and again.
@Configuration(proxyBeanMethods = false)
class GatewayJobs {

    @Bean
    RecurringJob forgetNonces(Nonces nonces) {
        return new RecurringJob("forget-nonces", Duration.ofMinutes(1), nonces::forget);
    }
}
