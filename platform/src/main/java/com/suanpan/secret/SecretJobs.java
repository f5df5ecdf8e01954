package com.suanpan.secret;

import com.suanpan.store.RecurringJob;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The timed work of the room.
@Configuration(proxyBeanMethods = false)
class SecretJobs {

    @Bean
    RecurringJob resealSecrets(Resealing resealing) {
        return new RecurringJob("reseal-secrets", Duration.ofHours(1), resealing::run);
    }
}
