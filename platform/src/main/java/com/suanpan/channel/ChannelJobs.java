package com.suanpan.channel;

import com.suanpan.secret.SealedColumn;
import com.suanpan.store.RecurringJob;
import com.suanpan.store.Retention;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The timed work of the room, and which of its columns are sealed.
@Configuration(proxyBeanMethods = false)
class ChannelJobs {

    @Bean
    RecurringJob forgetChannelMessages(ChannelMessages messages, Retention retention) {
        return retention.job("forget-channel-messages", "channel-messages", messages::forget);
    }

    @Bean
    SealedColumn channelSettings() {
        return new SealedColumn("channel_config", "channel_code", "config_data");
    }

    @Bean
    SealedColumn oldChannelSettings() {
        return new SealedColumn("channel_config", "channel_code", "config_data_before");
    }

    @Bean
    RecurringJob endOldChannelSettings(ChannelAccounts accounts) {
        return new RecurringJob(
                "end-old-channel-settings", Duration.ofMinutes(1), accounts::endOldSettings);
    }
}
