package com.suanpan.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.client.Outcome;
import com.suanpan.client.Outcome.Refused;
import com.suanpan.client.Signing;
import com.suanpan.client.SuanpanClient;
import com.suanpan.merchant.MerchantSecrets;
import com.suanpan.merchant.Merchants;
import com.suanpan.merchant.NewMerchant;
import com.suanpan.store.WithDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A merchant that calls a running gateway, and the watch over what is logged meanwhile.
@SpringBootTest(
        classes = {GatewayCalls.Rooms.class, GatewayCalls.Room.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "suanpan.trusted-proxies=127.0.0.0/8,10.9.0.0/16")
@WithDatabase
@ExtendWith(OutputCaptureExtension.class)
abstract class CallsToGateway {

    static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final List<String> SECRETS = new ArrayList<>();

    @Autowired Merchants merchants;
    @Autowired Nonces nonces;
    @Autowired Signers signers;
    @Autowired Admission admission;
    @Autowired CallsUnderWay underWay;
    @Autowired CallerAddress callerAddress;
    @Autowired RequestNumbers requestNumbers;
    @Autowired Envelope envelope;
    @Autowired GatewayCalls.SetClock clock;
    @LocalServerPort int port;

    /// One for all tests of a class: its RSA key pair takes longer to make than a test to run.
    private static @Nullable MerchantSecrets shared;

    MerchantSecrets merchant;
    SuanpanClient client;

    @BeforeEach
    void a_merchant_that_signs_with_hmac() {
        clock.run();
        if (shared == null || merchants.find(shared.merchantId()).isEmpty()) {
            shared =
                    added(
                            NewMerchant.named("商户")
                                    .id("shared")
                                    .allowedIps("127.0.0.1", "203.0.113.0/24"));
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

    MerchantSecrets added(NewMerchant merchant) {
        MerchantSecrets added = merchants.add(merchant);
        SECRETS.add(added.secretKey().reveal());
        SECRETS.add(added.webhookSecret().reveal());
        return added;
    }

    SuanpanClient client(MerchantSecrets of) {
        return client(of.merchantId(), of.apiKey(), Signing.hmac(of.secretKey().reveal()));
    }

    SuanpanClient client(String merchantId, String apiKey, Signing signing) {
        return new SuanpanClient("http://127.0.0.1:" + port, merchantId, apiKey, signing);
    }

    static Map<String, Object> order(Object... more) {
        Map<String, Object> fields = new HashMap<>(Map.of("order_no", "A1", "amount", "100.00"));
        for (int i = 0; i < more.length; i += 2) {
            fields.put((String) more[i], more[i + 1]);
        }
        return fields;
    }

    static void assertRefused(Outcome outcome, String code, String field, boolean signed) {
        assertThat(outcome).isInstanceOf(Refused.class);
        Refused refused = (Refused) outcome;
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.field()).isEqualTo(field.isEmpty() ? null : field);
        assertThat(refused.signed()).isEqualTo(signed);
        assertThat(refused.requestNo()).matches("[0-9]{17}[0-9a-f]{8}");
    }

    HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    static <T> List<T> inParallel(int times, Callable<T> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(Collections.nCopies(times, work))) {
                results.add(future.get());
            }
            return results;
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
