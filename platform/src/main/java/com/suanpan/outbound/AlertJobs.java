package com.suanpan.outbound;

import com.suanpan.store.RecurringJob;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The timed work of the room.
@Configuration(proxyBeanMethods = false)
class AlertJobs {

    @Bean
    RecurringJob sendAlerts(AlertSender sender) {
        return new RecurringJob("send-alerts", Duration.ofSeconds(1), sender::send);
    }

    @Bean
    RecurringJob forgetAlerts(AlertSender sender) {
        return new RecurringJob("forget-alerts", Duration.ofHours(1), sender::forget);
    }
}
