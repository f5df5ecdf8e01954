package com.suanpan.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.suanpan.Suanpan;
import com.suanpan.TestShop;
import com.suanpan.channel.ChannelAccounts;
import com.suanpan.channel.NewAccount;
import com.suanpan.merchant.Merchants;
import com.suanpan.sandbox.Sandbox;
import com.suanpan.secret.Secret;
import com.suanpan.store.WithDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// M11 with the mock channel's own callbacks, true and false, as the sandbox sends them.
@SpringBootTest(classes = Suanpan.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@WithDatabase
class MockCallbackTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir private static Path memory;
    private static Sandbox sandbox;

    @Autowired ChannelAccounts accounts;
    @Autowired Merchants merchants;
    @Autowired JdbcClient jdbc;

    @Value("${local.server.port}")
    int api;

    @Value("${suanpan.callback.port}")
    int port;

    private TestShop shop;

    /// The sandbox calls back to an address that it is told at the start, so the port is chosen here.
    @DynamicPropertySource
    static void callbackPort(DynamicPropertyRegistry properties) throws IOException {
        int free;
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = any.getLocalPort();
        }
        properties.add("suanpan.callback.port", () -> free);
        properties.add("suanpan.callback-url", () -> "http://127.0.0.1:" + free);
    }

    @BeforeAll
    static void a_provider() throws IOException {
        sandbox = Sandbox.start(0, memory, 1);
    }

    @AfterAll
    static void closed() throws IOException {
        sandbox.close();
    }

    @BeforeEach
    void two_accounts_there() throws Exception {
        shop = TestShop.open(merchants, api);
        for (String name : List.of("mock-1", "mock-2")) {
            if (accounts.find(name).isEmpty()) {
                accounts.add(account(name));
            }
        }
        accounts.off("mock-2");
    }

    @Test
    void a_payer_pays_and_the_callback_pays_the_order() throws Exception {
        JsonNode order = shop.pay("MOCK_QR", Map.of());

        call("/payer/pay", Map.of("code", order.get("credential").stringValue()));

        await().untilAsserted(() -> assertThat(stage(order)).isEqualTo("PAID"));
        await().untilAsserted(
                        () -> assertThat(told(order).get("acknowledged").booleanValue()).isTrue());
        call("/control/callbacks/resend", Map.of("order", flowNo(order), "times", 20));
        assertThat(
                        jdbc.sql("select count(*) from posting where posting_no = 'P' || :flowNo")
                                .param("flowNo", flowNo(order))
                                .query(Long.class)
                                .single())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "WRONG_KEY, BAD_SIGNATURE",
        "CHANGED_BODY, BAD_SIGNATURE",
        "NO_SIGNATURE, BAD_SIGNATURE",
        "STALE, STALE",
        "OTHER_MERCHANT, OTHER_MERCHANT",
        "OTHER_ORDER, NOT_OUR_FLOW",
        "UNDEFINED_EVENT, UNKNOWN_EVENT"
    })
    void m11_a_callback_that_does_not_count_is_refused_and_kept(String how, String reason)
            throws Exception {
        JsonNode order = shop.pay("MOCK_QR", Map.of());
        jdbc.sql("delete from callback_refused").update();

        JsonNode sent = forged(order, Map.of("how", how));

        assertThat(sent.get("status").intValue()).isEqualTo(400);
        assertThat(stage(order)).isEqualTo("WAITING_PAYER");
        await().untilAsserted(() ->
                assertThat(
                                jdbc.sql("select reason from callback_refused")
                                        .query(String.class)
                                        .list())
                        .containsOnly(reason));
    }

    @ParameterizedTest
    @CsvSource({"WRONG_AMOUNT", "UNDEFINED_STATUS"})
    void m11_a_genuine_callback_that_says_something_odd_is_acknowledged_and_asked_about(String how)
            throws Exception {
        JsonNode order = shop.pay("MOCK_QR", Map.of());

        JsonNode sent = forged(order, Map.of("how", how));

        assertThat(sent.get("status").intValue()).isEqualTo(200);
        assertThat(stage(order)).isEqualTo("WAITING_PAYER");
        assertThat(
                        jdbc.sql("select ask_at <= now() from payment_flow where flow_no = :flowNo")
                                .param("flowNo", flowNo(order))
                                .query(Boolean.class)
                                .single())
                .isTrue();
    }

    @Test
    void m11_a_true_callback_at_another_accounts_address_is_refused() throws Exception {
        JsonNode order = shop.pay("MOCK_QR", Map.of());
        String elsewhere = "http://127.0.0.1:" + port + "/callback/mock/mock-2/payment";

        JsonNode sent = forged(order, Map.of("how", "WRONG_AMOUNT", "notify_url", elsewhere));

        assertThat(sent.get("status").intValue()).isEqualTo(400);
        assertThat(stage(order)).isEqualTo("WAITING_PAYER");
    }

    private NewAccount account(String name) throws Exception {
        JsonNode made = call("/control/accounts", Map.of("provider", "MOCK", "name", name));
        Map<String, Secret> settings = new HashMap<>();
        made.get("settings")
                .forEachEntry((key, value) -> settings.put(key, new Secret(value.stringValue())));
        return new NewAccount(
                name, name, "MOCK", settings, true, NewAccount.USUAL_WEIGHT, null, Set.of());
    }

    private JsonNode forged(JsonNode order, Map<String, Object> how) throws Exception {
        Map<String, Object> body = new HashMap<>(how);
        body.put("order", flowNo(order));
        return call("/control/callbacks/forge", body).get("callbacks").get(0);
    }

    private JsonNode told(JsonNode order) throws Exception {
        URI orders = sandbox.uri().resolve("/control/orders?order=" + flowNo(order));
        String body =
                CLIENT.send(HttpRequest.newBuilder(orders).build(), BodyHandlers.ofString()).body();
        return JSON.readTree(body).get("orders").get(0).get("callbacks");
    }

    private static JsonNode call(String path, Map<String, ?> body) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(sandbox.uri().resolve(path))
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build();
        return JSON.readTree(CLIENT.send(request, BodyHandlers.ofString()).body());
    }

    private static String flowNo(JsonNode order) {
        return order.get("flow_no").stringValue();
    }

    private String stage(JsonNode order) throws Exception {
        return shop.query(order.get("pay_order_no").stringValue()).get("stage").stringValue();
    }
}
