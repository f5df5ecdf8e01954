package com.suanpan.merchant;

import com.suanpan.secret.SealedColumn;
import com.suanpan.store.RecurringJob;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The timed work of the room, and which of its columns are sealed.
@Configuration(proxyBeanMethods = false)
class MerchantJobs {

    private static final String TABLE = "merchant_config";
    private static final String KEY = "merchant_id";

    @Bean
    RecurringJob endOldWebhookSecrets(MerchantChanges merchants) {
        return new RecurringJob(
                "end-old-webhook-secrets", Duration.ofMinutes(1), merchants::endOldSecrets);
    }

    @Bean
    SealedColumn ourPrivateKeys() {
        return new SealedColumn(TABLE, KEY, "our_private_key");
    }

    @Bean
    SealedColumn webhookSecrets() {
        return new SealedColumn(TABLE, KEY, "webhook_secret");
    }

    @Bean
    SealedColumn oldWebhookSecrets() {
        return new SealedColumn(TABLE, KEY, "webhook_secret_before");
    }

    @Bean
    SealedColumn merchantSecretKeys() {
        return new SealedColumn("merchant_key", "api_key", "secret_key");
    }
}
