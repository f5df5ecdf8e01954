package com.suanpan.notify;

import com.suanpan.store.Ending;
import com.suanpan.store.Look;
import com.suanpan.store.RecurringJob;
import com.suanpan.store.Retention;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The timed work of the room.
@Configuration(proxyBeanMethods = false)
class NoticeJobs {

    @Bean
    RecurringJob sweepNoticesJob(SweepNotices notices) {
        return new RecurringJob("sweep-notices", Duration.ofSeconds(1), notices::sweep);
    }

    @Bean
    Ending endNotices(NoticeDispatcher dispatcher) {
        return new Ending("notices", dispatcher::close);
    }

    @Bean
    Look lookAtNotices(NoticeQueue queue) {
        return new Look("notices", queue::look);
    }

    @Bean
    RecurringJob forgetNotices(NoticeRows notices, Retention retention) {
        return retention.job("forget-notices", "notices", notices::forget);
    }

    @Bean
    RecurringJob forgetNoticeTries(NoticeTries tries, Retention retention) {
        return retention.job("forget-notice-tries", "notice-tries", tries::forget);
    }
}
