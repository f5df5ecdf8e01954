package com.suanpan.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.suanpan.money.Rate;
import com.suanpan.store.WithDatabase;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
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
    @Autowired JdbcClient jdbc;

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
}
