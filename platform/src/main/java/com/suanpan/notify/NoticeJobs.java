package com.suanpan.notify;

import com.suanpan.number.Lanes;
import com.suanpan.store.Ending;
import com.suanpan.store.Look;
import com.suanpan.store.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The timed work of the room.
@Configuration(proxyBeanMethods = false)
class NoticeJobs {

    private static final Duration TRIES_KEPT = Duration.ofDays(180);
    private static final int STEP = 2_000;

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

    /// Deletes in small steps, so that no row is locked for long.
    @Bean
    RecurringJob forgetNoticeTries(NoticeTries tries, Lanes lanes, Clock clock) {
        return new RecurringJob(
                "forget-notice-tries",
                Duration.ofMinutes(10),
                () -> {
                    Instant before = clock.instant().minus(TRIES_KEPT);
                    for (int lane = 0; lane < lanes.count(); lane++) {
                        int gone = STEP;
                        while (gone == STEP) {
                            gone = tries.forget(lane, before, STEP);
                        }
                    }
                });
    }
}
