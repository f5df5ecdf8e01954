package com.suanpan.channel;

import com.suanpan.number.Lanes;
import com.suanpan.store.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The timed work of the room.
@Configuration(proxyBeanMethods = false)
class ChannelJobs {

    private static final Duration KEPT = Duration.ofDays(180);
    private static final int STEP = 2_000;

    /// Deletes in small steps, so that no row is locked for long.
    @Bean
    RecurringJob forgetChannelMessages(ChannelMessages messages, Lanes lanes, Clock clock) {
        return new RecurringJob(
                "forget-channel-messages",
                Duration.ofMinutes(10),
                () -> {
                    Instant before = clock.instant().minus(KEPT);
                    for (int lane = 0; lane < lanes.count(); lane++) {
                        int gone = STEP;
                        while (gone == STEP) {
                            gone = messages.forget(lane, before, STEP);
                        }
                    }
                });
    }
}
