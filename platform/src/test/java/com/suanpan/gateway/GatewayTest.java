package com.suanpan.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.client.Outcome;
import com.suanpan.client.Outcome.Answered;
import com.suanpan.client.Outcome.Refused;
import com.suanpan.client.Signing;
import com.suanpan.client.SuanpanClient;
import com.suanpan.merchant.MerchantSecrets;
import com.suanpan.merchant.NewMerchant;
import com.suanpan.merchant.Scope;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may call, when and how often.
class GatewayTest extends CallsToGateway {

    @Test
    void a_signed_call_gets_a_signed_answer() {
        Outcome outcome = client.pay(order("subject", "商品描述", "expire_minutes", 5));

        assertThat(outcome).isInstanceOf(Answered.class);
        assertThat(((Answered) outcome).data().get("subject").stringValue()).isEqualTo("商品描述");
        assertThat(((Answered) outcome).data().get("expire_minutes").stringValue()).isEqualTo("5");
    }

    @Test
    void an_rsa2_merchant_gets_answers_signed_with_our_own_key() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        MerchantSecrets rsa =
                added(NewMerchant.named("rsa").rsa2(base64(pair.getPublic().getEncoded())));
        Signing signing = Signing.rsa2(base64(pair.getPrivate().getEncoded()), rsa.ourPublicKey());

        Outcome outcome = client(rsa.merchantId(), rsa.apiKey(), signing).pay(order());

        assertThat(outcome).isInstanceOf(Answered.class);
    }

    @Test
    void the_merchants_sign_type_is_no_choice_of_the_call() {
        assertRefused(client.pay(order("sign_type", "RSA2")), "SIGN_ERROR", "sign_type", false);
        assertThat(client.pay(order("sign_type", "HMAC-SHA256"))).isInstanceOf(Answered.class);
        assertRefused(client.pay(order("sign_type", "SM2")), "PARAM_ERROR", "sign_type", false);
    }

    @Test
    void a_stranger_is_refused_unsigned() {
        Signing wrong = Signing.hmac("wrong");

        assertRefused(
                client("nobody", merchant.apiKey(), wrong).pay(order()),
                "MERCHANT_UNKNOWN",
                "merchant_id",
                false);
        assertRefused(
                client(merchant.merchantId(), "ak_other", wrong).pay(order()),
                "MERCHANT_UNKNOWN",
                "api_key",
                false);
        assertRefused(
                client(merchant.merchantId(), merchant.apiKey(), wrong).pay(order()),
                "SIGN_ERROR",
                "sign",
                false);
    }

    @Test
    void the_key_of_another_merchant_opens_nothing() {
        MerchantSecrets other = added(NewMerchant.named("other"));

        Outcome outcome =
                client(
                                merchant.merchantId(),
                                other.apiKey(),
                                Signing.hmac(other.secretKey().reveal()))
                        .pay(order());

        assertRefused(outcome, "MERCHANT_UNKNOWN", "api_key", false);
    }

    @ParameterizedTest
    @CsvSource({"-300, true", "300, true", "-301, false", "301, false"})
    void a_timestamp_is_good_for_five_minutes_either_way(long apart, boolean fresh) {
        clock.stopAt(Instant.ofEpochSecond(1_704_067_200));

        Outcome outcome = client.pay(order("timestamp", 1_704_067_200 + apart));

        if (fresh) {
            assertThat(outcome).isInstanceOf(Answered.class);
        } else {
            assertRefused(outcome, "TIMESTAMP_EXPIRED", "timestamp", true);
            assertThat(((Refused) outcome).message()).contains("our time, which is 1704067200");
        }
    }

    @Test
    void a_stopped_merchant_is_refused_at_once_and_started_again_served() {
        assertThat(client.pay(order())).isInstanceOf(Answered.class);
        merchants.stop(merchant.merchantId());
        assertRefused(client.pay(order()), "MERCHANT_STOPPED", "", true);
        merchants.start(merchant.merchantId());
        assertThat(client.pay(order())).isInstanceOf(Answered.class);
    }

    @Test
    void a_call_from_an_address_that_is_not_on_the_list_is_refused() {
        SuanpanClient far = client(added(NewMerchant.named("far").allowedIps("203.0.113.0/24")));

        assertRefused(far.pay(order()), "IP_REFUSED", "", true);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7,                         203.0.113.7",
        "'6.6.6.6, 203.0.113.7',              203.0.113.7",
        "'203.0.113.7, 10.9.1.1',             203.0.113.7",
        "'203.0.113.8, garbage, 10.9.1.1',    10.9.1.1",
        "'',                                  127.0.0.1"
    })
    void a_forwarded_address_is_believed_from_our_proxies_only(String header, String expected)
            throws Exception {
        SuanpanClient any = client(added(NewMerchant.named("any")));
        String body = any.signed(order());

        HttpResponse<String> answer = post("/api/v1/payment/pay", body, "X-Forwarded-For", header);

        assertThat(answer.body()).contains("\"client_ip\":\"" + expected + "\"");
    }

    @Test
    void a_key_serves_its_scopes_only_and_refunds_need_an_ip_list() {
        assertRefused(
                client.call("/api/v1/refund/create", Map.of("order_no", "1")),
                "SCOPE_REFUSED",
                "",
                true);
        SuanpanClient refunds = client(added(NewMerchant.named("r").scopes(Set.of(Scope.REFUND))));
        assertRefused(
                refunds.call("/api/v1/refund/create", Map.of("order_no", "1")),
                "IP_REFUSED",
                "",
                true);
        SuanpanClient listed =
                client(
                        added(
                                NewMerchant.named("l")
                                        .scopes(Set.of(Scope.REFUND))
                                        .allowedIps("127.0.0.1")));
        assertThat(listed.call("/api/v1/refund/create", Map.of("order_no", "1")))
                .isInstanceOf(Answered.class);
    }

    @Test
    void a_nonce_is_good_once_and_of_fifty_at_once_one_wins() throws Exception {
        String body = client.signed(order("nonce", "n-1"));

        List<Integer> statuses =
                inParallel(50, () -> post("/api/v1/payment/pay", body).statusCode());

        assertThat(statuses).containsOnlyOnce(200);
        assertThat(statuses.stream().filter(s -> s == 409)).hasSize(49);
        assertRefused(client.pay(order("nonce", "n-1")), "REPLAYED", "nonce", true);
    }

    @Test
    void a_nonce_is_forgotten_when_its_timestamp_is_too_old() {
        nonces.forget();
        client.pay(order("nonce", "n-2"));
        assertThat(nonces.forget()).isZero();
        clock.stopAt(Instant.now().plus(Duration.ofMinutes(11)));

        assertThat(nonces.forget()).isPositive();
        assertThat(client.pay(order("nonce", "n-2")))
                .as("its old timestamp still refuses it")
                .isInstanceOf(Refused.class);
    }

    @Test
    void the_bucket_refuses_what_is_over_the_rate_and_says_when_to_come_again() {
        SuanpanClient slow = client(added(NewMerchant.named("slow").bucket(3, 1)));
        for (int i = 0; i < 3; i++) {
            assertThat(slow.pay(order())).isInstanceOf(Answered.class);
        }

        Outcome outcome = slow.pay(order());

        assertRefused(outcome, "RATE_LIMITED", "", true);
        assertThat(((Refused) outcome).retryAfter()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void who_makes_merchants_up_is_soon_told_no_more_and_keeps_no_merchant_out() throws Exception {
        int away = 0;
        for (int i = 0; i < 100; i++) {
            String made = client("MADE" + i, "ak_x", Signing.hmac("x")).signed(order());
            away += from("198.51.100.9", made) == 429 ? 1 : 0;
        }
        assertThat(away).isBetween(1, 40);
        assertThat(from("203.0.113.9", client.signed(order()))).isEqualTo(200);
        SuanpanClient near = client(added(NewMerchant.named("near")));
        assertThat(near.pay(order())).isInstanceOf(Answered.class);
        assertThat(from("198.51.100.9", near.signed(order()))).isEqualTo(200);
    }

    private int from(String source, String body) throws Exception {
        return post("/api/v1/payment/pay", body, "X-Forwarded-For", source).statusCode();
    }
}
