package com.suanpan.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.suanpan.money.Rate;
import com.suanpan.secret.Secret;
import com.suanpan.store.WithDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(
        classes = MerchantsTest.Rooms.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE)
@WithDatabase
class MerchantsTest {

    @SpringBootApplication(
            scanBasePackages = {"com.suanpan.store", "com.suanpan.secret", "com.suanpan.merchant"})
    static class Rooms {}

    @Autowired Merchants merchants;
    @Autowired MerchantChanges changes;
    @Autowired JdbcClient jdbc;
    @Autowired ConfigurableEnvironment environment;

    @Test
    void a_merchant_is_found_as_it_was_added() {
        MerchantSecrets made =
                merchants.add(
                        NewMerchant.named("某商户")
                                .id("M20240101001")
                                .notifyUrl("https://merchant.com/notify")
                                .rate(new Rate(38))
                                .settles(SettleMode.D0)
                                .allowedIps("10.0.0.0/8", "2001:db8::1")
                                .bucket(7, 3));

        Merchant found = merchants.find("M20240101001").orElseThrow();

        assertThat(found.merchantName()).isEqualTo("某商户");
        assertThat(found.notifyUrl()).isEqualTo("https://merchant.com/notify");
        assertThat(found.rate()).isEqualTo(new Rate(38));
        assertThat(found.settleMode()).isEqualTo(SettleMode.D0);
        assertThat(found.allowedIps()).hasToString("[10.0.0.0/8, 2001:db8::1]");
        assertThat(found.bucketCapacity()).isEqualTo(7);
        assertThat(found.active()).isTrue();
        assertThat(found.key(null).orElseThrow().secretKey()).isEqualTo(made.secretKey());
        assertThat(found.webhookSecrets()).containsExactly(made.webhookSecret());
    }

    @Test
    void an_id_is_made_of_the_day_and_a_number() {
        String first = merchants.add(NewMerchant.named("a")).merchantId();
        String second = merchants.add(NewMerchant.named("b")).merchantId();

        assertThat(first).matches("M[0-9]{8}[0-9]{3}");
        assertThat(Long.parseLong(second.substring(1)))
                .isEqualTo(Long.parseLong(first.substring(1)) + 1);
    }

    @Test
    void an_id_is_given_once() {
        merchants.add(NewMerchant.named("a").id("twice"));

        assertThatThrownBy(() -> merchants.add(NewMerchant.named("b").id("twice")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_newer_key_is_the_default_and_the_older_one_stays() {
        MerchantSecrets made = merchants.add(NewMerchant.named("a").id("rotates"));
        assertThat(merchants.find("rotates")).isPresent();

        MerchantKey newer = merchants.addKey("rotates", Set.of(Scope.QUERY), null);

        Merchant found = merchants.find("rotates").orElseThrow();
        assertThat(found.key(null)).contains(newer);
        assertThat(found.key(made.apiKey()).orElseThrow().secretKey()).isEqualTo(made.secretKey());
    }

    @Test
    void a_retired_key_signs_no_more_and_the_last_one_cannot_be_retired() {
        MerchantSecrets made = merchants.add(NewMerchant.named("a").id("retires"));
        assertThat(merchants.find("retires")).isPresent();
        assertThatThrownBy(() -> changes.retireKey("retires", made.apiKey()))
                .hasMessageContaining("only key");
        assertThat(merchants.find("retires").orElseThrow().key(made.apiKey())).isPresent();

        merchants.addKey("retires", Set.of(Scope.PAY), null);
        changes.retireKey("retires", made.apiKey());

        assertThat(merchants.find("retires").orElseThrow().key(made.apiKey())).isEmpty();
        assertThatThrownBy(() -> changes.retireKey("retires", made.apiKey()))
                .hasMessageContaining("no key");
        assertThatThrownBy(() -> changes.retireKey("nobody", "x"))
                .hasMessageContaining("no such merchant");
    }

    @Test
    void two_webhook_secrets_sign_until_the_old_ones_time_is_over() {
        MerchantSecrets made = merchants.add(NewMerchant.named("a").id("hooked"));
        Secret second = changes.rotateWebhookSecret("hooked", Duration.ofHours(1));
        assertThat(merchants.find("hooked").orElseThrow().webhookSecrets())
                .containsExactly(second, made.webhookSecret());

        changes.endOldSecrets();
        assertThat(merchants.find("hooked").orElseThrow().webhookSecrets()).hasSize(2);
        jdbc.sql("update merchant_config set webhook_before_until = now() - interval '1 s'")
                .update();
        changes.endOldSecrets();
        assertThat(merchants.find("hooked").orElseThrow().webhookSecrets()).containsExactly(second);

        Secret third = changes.rotateWebhookSecret("hooked", Duration.ZERO);
        assertThat(merchants.find("hooked").orElseThrow().webhookSecrets()).containsExactly(third);
    }

    @Test
    void a_change_changes_what_it_says_and_nothing_else() {
        merchants.add(
                NewMerchant.named("a").id("changes").notifyUrl("https://a.example").bucket(7, 3));
        Merchant before = merchants.find("changes").orElseThrow();
        changes.set("changes", new MerchantChange());
        assertThat(merchants.find("changes")).contains(before);

        changes.set(
                "changes",
                new MerchantChange()
                        .name("b")
                        .noNotifyUrl()
                        .active(false)
                        .rate(new Rate(1))
                        .settles(SettleMode.D0)
                        .allowedIps("10.0.0.0/8")
                        .bucket(2, 1));

        Merchant after = merchants.find("changes").orElseThrow();
        assertThat(after.merchantName()).isEqualTo("b");
        assertThat(after.notifyUrl()).isNull();
        assertThat(after.active()).isFalse();
        assertThat(after.rate()).isEqualTo(new Rate(1));
        assertThat(after.settleMode()).isEqualTo(SettleMode.D0);
        assertThat(after.allowedIps()).hasToString("[10.0.0.0/8]");
        assertThat(after.bucketCapacity()).isEqualTo(2);
        assertThat(after.keys()).isEqualTo(before.keys());
        assertThatThrownBy(() -> changes.set("nobody", new MerchantChange()))
                .hasMessageContaining("no such merchant");
    }

    @Test
    void a_change_by_another_process_is_seen_within_a_second() {
        merchants.add(NewMerchant.named("a").id("elsewhere"));
        assertThat(merchants.find("elsewhere").orElseThrow().active()).isTrue();
        try (var other = anotherProcess()) {
            other.getBean(Merchants.class).stop("elsewhere");
            long stopped = System.nanoTime();

            await().pollInterval(Duration.ofMillis(5))
                    .atMost(Duration.ofSeconds(1))
                    .until(() -> !merchants.find("elsewhere").orElseThrow().active());

            System.out.printf(
                    "a change by another process was seen after %d ms%n",
                    (System.nanoTime() - stopped) / 1_000_000);
        }
    }

    @Test
    void a_merchant_asked_for_in_vain_is_found_once_added() {
        assertThat(merchants.find("later")).isEmpty();

        merchants.add(NewMerchant.named("a").id("later"));

        assertThat(merchants.find("later")).isPresent();
    }

    @Test
    void m13_no_secret_is_readable_in_the_tables_or_printed() {
        MerchantSecrets made = merchants.add(NewMerchant.named("a").id("sealed"));
        Merchant found = merchants.find("sealed").orElseThrow();
        byte[] sealed =
                jdbc.sql("select secret_key from merchant_key where api_key = :apiKey")
                        .param("apiKey", made.apiKey())
                        .query(byte[].class)
                        .single();

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1))
                .doesNotContain(made.secretKey().reveal());
        assertThat(made.toString() + found + merchants.show("sealed"))
                .doesNotContain(made.secretKey().reveal())
                .doesNotContain(made.webhookSecret().reveal())
                .doesNotContain(Objects.requireNonNull(found.ourPrivateKey()).reveal());
    }

    @Test
    void a_sealed_secret_does_not_open_in_another_row() {
        merchants.add(NewMerchant.named("a").id("victim"));
        merchants.add(NewMerchant.named("b").id("thief"));
        jdbc.sql(
                        """
                        update merchant_config set webhook_secret = (
                            select webhook_secret from merchant_config where merchant_id = 'victim')
                        where merchant_id = 'thief'
                        """)
                .update();

        assertThatThrownBy(() -> merchants.find("thief"))
                .hasMessage("cannot unseal merchant_config/thief.webhook_secret");
    }

    @Test
    void a_warm_read_takes_less_than_a_microsecond() {
        merchants.add(NewMerchant.named("a").id("warm"));
        int times = 2_000_000;
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long begun = System.nanoTime();
            int found = 0;
            for (int i = 0; i < times; i++) {
                found += merchants.find("warm").isPresent() ? 1 : 0;
            }
            best = Math.min(best, System.nanoTime() - begun);
            assertThat(found).isEqualTo(times);
        }
        System.out.printf("a warm read of a merchant takes %d ns%n", best / times);
        assertThat(best / times).isLessThan(1_000);
    }

    private ConfigurableApplicationContext anotherProcess() {
        return new SpringApplicationBuilder(Rooms.class)
                .web(WebApplicationType.NONE)
                .environment(environment)
                .run();
    }
}
