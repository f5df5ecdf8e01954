package com.suanpan.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.client.Outcome;
import com.suanpan.client.Outcome.Answered;
import com.suanpan.client.Outcome.Refused;
import com.suanpan.client.Outcome.Unknown;
import com.suanpan.client.Signing;
import com.suanpan.client.SuanpanClient;
import com.suanpan.merchant.MerchantSecrets;
import com.suanpan.merchant.Merchants;
import com.suanpan.merchant.NewMerchant;
import com.suanpan.merchant.Scope;
import com.suanpan.store.WithDatabase;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
        classes = {GatewayCalls.Rooms.class, GatewayCalls.Room.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "suanpan.trusted-proxies=127.0.0.0/8,10.9.0.0/16")
@WithDatabase
@ExtendWith(OutputCaptureExtension.class)
class GatewayTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final List<String> SECRETS = new ArrayList<>();

    @Autowired Merchants merchants;
    @Autowired Nonces nonces;
    @Autowired GatewayCalls.SetClock clock;
    @LocalServerPort int port;

    /// One for all tests: its RSA key pair takes longer to make than a test to run.
    private static @Nullable MerchantSecrets shared;

    private MerchantSecrets merchant;
    private SuanpanClient client;

    @BeforeEach
    void a_merchant_that_signs_with_hmac() {
        clock.run();
        if (shared == null) {
            shared = added(NewMerchant.named("商户").allowedIps("127.0.0.1", "203.0.113.0/24"));
        }
        merchant = shared;
        client = client(merchant);
    }

    @AfterAll
    static void m13_no_secret_was_logged(CapturedOutput output) {
        assertThat(SECRETS).isNotEmpty();
        for (String secret : SECRETS) {
            assertThat(output.getAll()).doesNotContain(secret);
        }
    }

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e2", "100.001", "-1", "0", "0.00", "٣", " 1", "1,000", "", "NaN", "1.", ".5"
            })
    void an_amount_that_is_not_exact_yuan_is_refused(String amount) {
        assertRefused(client.pay(order("amount", amount)), "PARAM_ERROR", "amount", true);
    }

    @Test
    void an_amount_is_a_string() {
        assertRefused(client.pay(order("amount", 100)), "PARAM_ERROR", "amount", true);
    }

    @Test
    void a_length_is_counted_in_code_points() {
        assertThat(client.pay(order("subject", "😀😀😀😀"))).isInstanceOf(Answered.class);
        assertRefused(client.pay(order("subject", "😀😀😀😀a")), "PARAM_ERROR", "subject", true);
    }

    @Test
    void a_missing_and_an_empty_field_are_the_same() {
        Map<String, Object> order = order();
        order.put("order_no", "");
        assertRefused(client.pay(order), "PARAM_ERROR", "order_no", true);
        assertThat(client.pay(order("attach", ""))).isInstanceOf(Answered.class);
    }

    @Test
    void an_unknown_field_is_named() {
        assertRefused(client.pay(order("colour", "red")), "PARAM_ERROR", "colour", true);
    }

    @Test
    void a_value_that_could_pass_for_two_fields_is_refused() {
        assertRefused(
                client.pay(order("attach", "a&balance_amount=50.00")),
                "PARAM_ERROR",
                "attach",
                false);
        assertThat(client.pay(order("notify_url", "https://m.com/n?a=1&b=2")))
                .isInstanceOf(Answered.class);
    }

    @Test
    void a_body_over_64_kib_is_refused_whatever_its_length_header_says() throws Exception {
        String large = " ".repeat(64 * 1024 + 1);

        assertThat(post("/api/v1/payment/pay", large).statusCode()).isEqualTo(413);
        HttpRequest chunked =
                HttpRequest.newBuilder(uri("/api/v1/payment/pay"))
                        .POST(
                                HttpRequest.BodyPublishers.ofInputStream(() ->
                                        new ByteArrayInputStream(
                                                large.getBytes(StandardCharsets.UTF_8))))
                        .build();
        assertThat(HTTP.send(chunked, HttpResponse.BodyHandlers.ofString()).body())
                .contains("TOO_LARGE");
    }

    @Test
    void an_unknown_path_and_another_method_get_the_envelope_too() throws Exception {
        HttpResponse<String> lost = post("/api/v1/payment/nothing", "{}");
        assertThat(lost.statusCode()).isEqualTo(404);
        assertThat(lost.body()).startsWith("{\"code\":\"PATH_UNKNOWN\"").contains("request_no");

        HttpResponse<String> got =
                HTTP.send(
                        HttpRequest.newBuilder(uri("/api/v1/payment/pay")).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(got.statusCode()).isEqualTo(405);
        assertThat(got.body()).startsWith("{\"code\":\"HTTP_METHOD_REFUSED\"");
    }

    @Test
    void a_refusal_of_the_room_is_answered_signed() {
        assertRefused(client.pay(order("attach", "refuse")), "ORDER_PAID", "", true);
    }

    @Test
    void a_bug_is_answered_by_a_number_that_the_log_has_too(CapturedOutput output) {
        Outcome outcome = client.pay(order("attach", "bug"));

        assertThat(outcome).isInstanceOf(Unknown.class);
        String requestNo = String.valueOf(((Unknown) outcome).requestNo());
        assertThat(output.getAll()).contains(requestNo + " failed").contains("a bug of ours");
        assertThat(((Unknown) outcome).why()).doesNotContain("a bug of ours");
    }

    @Test
    void a_refusal_is_in_the_log_by_its_number(CapturedOutput output) {
        Outcome outcome = client.pay(order("amount", "1e2"));

        assertThat(output.getAll())
                .contains(((Refused) outcome).requestNo() + " refused: PARAM_ERROR amount");
    }

    private MerchantSecrets added(NewMerchant merchant) {
        MerchantSecrets added = merchants.add(merchant);
        SECRETS.add(added.secretKey().reveal());
        SECRETS.add(added.webhookSecret().reveal());
        return added;
    }

    private SuanpanClient client(MerchantSecrets of) {
        return client(of.merchantId(), of.apiKey(), Signing.hmac(of.secretKey().reveal()));
    }

    private SuanpanClient client(String merchantId, String apiKey, Signing signing) {
        return new SuanpanClient("http://127.0.0.1:" + port, merchantId, apiKey, signing);
    }

    private static Map<String, Object> order(Object... more) {
        Map<String, Object> fields = new HashMap<>(Map.of("order_no", "A1", "amount", "100.00"));
        for (int i = 0; i < more.length; i += 2) {
            fields.put((String) more[i], more[i + 1]);
        }
        return fields;
    }

    private static void assertRefused(Outcome outcome, String code, String field, boolean signed) {
        assertThat(outcome).isInstanceOf(Refused.class);
        Refused refused = (Refused) outcome;
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.field()).isEqualTo(field.isEmpty() ? null : field);
        assertThat(refused.signed()).isEqualTo(signed);
        assertThat(refused.requestNo()).matches("[0-9]{17}[0-9a-f]{8}");
    }

    private HttpResponse<String> post(String path, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static <T> List<T> inParallel(int times, Callable<T> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(Collections.nCopies(times, work))) {
                results.add(future.get());
            }
            return results;
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
