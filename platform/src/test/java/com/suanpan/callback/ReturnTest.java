package com.suanpan.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.suanpan.FakePay;
import com.suanpan.Suanpan;
import com.suanpan.TestShop;
import com.suanpan.channel.ChannelAccounts;
import com.suanpan.channel.Scene;
import com.suanpan.merchant.Merchants;
import com.suanpan.store.WithDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JsonNode;

/// Browsers that come back. Recurring jobs rest, so whatever is asked here is asked at once.
@SpringBootTest(
        classes = {Suanpan.class, ReturnTest.Fakes.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "suanpan.callback.port=0",
            "suanpan.callback-url=http://127.0.0.1:8081",
            "suanpan.public-url=https://pay.example"
        })
@WithDatabase
class ReturnTest {

    @TestConfiguration
    static class Fakes {

        @Bean
        FakePay fakePay() {
            return new FakePay(Scene.DESKTOP_PAGE);
        }
    }

    private static final Map<String, String> SHOP_PAGE =
            Map.of("return_url", "https://merchant.example/done?cart=7#end");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Autowired FakePay provider;
    @Autowired ChannelAccounts accounts;
    @Autowired Merchants merchants;

    @Value("${local.server.port}")
    int api;

    @Value("${local.callback.port}")
    int port;

    private TestShop shop;

    @BeforeEach
    void a_merchant() {
        shop = TestShop.open(merchants, api);
        accounts.add(FakePay.account("fake-1", true));
    }

    @Test
    void a_payer_who_comes_back_is_sent_on_signed_and_the_channel_is_asked_at_once()
            throws Exception {
        JsonNode order = shop.pay("FAKE_DESKTOP_PAGE", SHOP_PAGE);

        HttpResponse<String> answer = back("/fake/fake-1?key=" + FakePay.KEY, order);

        assertThat(answer.statusCode()).isEqualTo(303);
        URI to = URI.create(answer.headers().firstValue("location").orElseThrow());
        assertThat(to.toString())
                .startsWith("https://merchant.example/done?cart=7&")
                .endsWith("#end");
        Map<String, String> told = new TreeMap<>();
        for (String pair : to.getQuery().split("&")) {
            told.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        told.remove("cart");
        String sign = told.remove("sign");
        assertThat(sign).isEqualTo(shop.signReturn(told)).isNotEqualTo(shop.sign(told));
        assertThat(told.keySet())
                .containsExactly("merchant_id", "order_no", "pay_order_no", "status", "timestamp");
        assertThat(told).containsEntry("status", "PROCESSING");
        assertThat(stage(order)).isEqualTo("CONFIRMING");
        await().until(() -> asked(order) == 1);
    }

    @Test
    void a_payer_without_a_page_of_the_merchant_comes_back_to_ours() throws Exception {
        JsonNode order = shop.pay("FAKE_DESKTOP_PAGE", Map.of());

        HttpResponse<String> answer = back("/fake/fake-1?key=" + FakePay.KEY, order);

        assertThat(answer.headers().firstValue("location").orElseThrow())
                .startsWith("https://pay.example/cashier/");
    }

    @Test
    void a_payer_who_chose_on_our_page_comes_back_to_it_until_the_order_is_over() throws Exception {
        JsonNode order = shop.pay("FAKE", SHOP_PAGE);
        String page = URI.create(order.get("pay_url").stringValue()).getPath();
        HttpRequest choice =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + api + page + "/FAKE_DESKTOP_PAGE"))
                        .POST(BodyPublishers.noBody())
                        .build();
        CLIENT.send(choice, BodyHandlers.ofString());
        JsonNode chosen = shop.query(order.get("pay_order_no").stringValue());

        assertThat(location(back("/fake/fake-1?key=" + FakePay.KEY, chosen)))
                .isEqualTo("https://pay.example" + page);
    }

    @Test
    void a_browser_that_keeps_coming_back_makes_us_ask_once() throws Exception {
        JsonNode order = shop.pay("FAKE_DESKTOP_PAGE", SHOP_PAGE);

        for (int i = 0; i < 5; i++) {
            assertThat(back("/fake/fake-1?key=" + FakePay.KEY, order).statusCode()).isEqualTo(303);
        }

        await().until(() -> asked(order) == 1);
    }

    @Test
    void a_forged_return_moves_nothing() throws Exception {
        JsonNode order = shop.pay("FAKE_DESKTOP_PAGE", SHOP_PAGE);

        HttpResponse<String> answer = back("/fake/fake-1?key=false", order);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("请到商户页面查看", "merchant's page");
        assertThat(stage(order)).isEqualTo("WAITING_PAYER");
    }

    @Test
    void an_unsigned_return_by_the_address_that_the_provider_was_given_is_sent_on()
            throws Exception {
        JsonNode withPage = shop.pay("FAKE_DESKTOP_PAGE", SHOP_PAGE);
        JsonNode without = shop.pay("FAKE_DESKTOP_PAGE", Map.of());

        assertThat(location(back(given(withPage) + "?", withPage)))
                .startsWith("https://merchant.example/done?");
        assertThat(location(back(given(without) + "?", without)))
                .startsWith("https://pay.example/cashier/");
        assertThat(stage(withPage)).isEqualTo("CONFIRMING");
    }

    @Test
    void an_unsigned_return_by_a_guessed_number_shows_nothing_and_moves_nothing() throws Exception {
        JsonNode order = shop.pay("FAKE_DESKTOP_PAGE", SHOP_PAGE);
        JsonNode other = shop.pay("FAKE_DESKTOP_PAGE", SHOP_PAGE);

        for (String path : new String[] {"/fake/fake-1?", given(other) + "?"}) {
            HttpResponse<String> answer = back(path, order);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("location")).isEmpty();
            assertThat(answer.body()).doesNotContain("88.00", flowNo(order));
        }
        assertThat(stage(order)).isEqualTo("WAITING_PAYER");
        assertThat(asked(order)).isZero();
    }

    @Test
    void an_unsigned_return_opens_nothing_right_after_a_signed_one() throws Exception {
        JsonNode order = shop.pay("FAKE_DESKTOP_PAGE", SHOP_PAGE);
        back("/fake/fake-1?key=" + FakePay.KEY, order);

        assertThat(back("/fake/fake-1?", order).statusCode()).isEqualTo(200);
    }

    @Test
    void a_signed_return_needs_no_token_and_minds_none() throws Exception {
        JsonNode order = shop.pay("FAKE_DESKTOP_PAGE", SHOP_PAGE);

        for (String path : new String[] {"/fake/fake-1", given(order), "/fake/fake-1/other"}) {
            assertThat(back(path + "?key=" + FakePay.KEY, order).statusCode()).isEqualTo(303);
        }
    }

    @Test
    void a_hint_at_a_flow_that_nobody_has_shows_nothing() throws Exception {
        assertThat(get("/fake/fake-1?flow=26112315000000010000000001").statusCode()).isEqualTo(200);
        assertThat(get("/fake/nobody?flow=1").statusCode()).isEqualTo(404);
        assertThat(get("/mock/fake-1?flow=1").statusCode()).isEqualTo(404);
    }

    @Test
    void a_posted_return_is_read_as_well() throws Exception {
        JsonNode order = shop.pay("FAKE_DESKTOP_PAGE", SHOP_PAGE);
        HttpRequest request =
                HttpRequest.newBuilder(
                                at("/fake/fake-1?key=" + FakePay.KEY + "&flow=" + flowNo(order)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("a=b"))
                        .build();

        assertThat(CLIENT.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(303);
    }

    private HttpResponse<String> back(String path, JsonNode order) throws Exception {
        return get(path + "&flow=" + flowNo(order));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString());
    }

    /// The path below `/return` that the provider was given for the order's attempt.
    private String given(JsonNode order) {
        return provider.started.stream()
                .filter(start -> start.requestNo().equals(flowNo(order)))
                .map(start -> start.returnUrl().getPath().substring("/return".length()))
                .findFirst()
                .orElseThrow();
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("location").orElseThrow();
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + "/return" + path);
    }

    private long asked(JsonNode order) {
        return provider.asked.stream().filter(f -> f.requestNo().equals(flowNo(order))).count();
    }

    private static String flowNo(JsonNode order) {
        return order.get("flow_no").stringValue();
    }

    private String stage(JsonNode order) throws Exception {
        return shop.query(order.get("pay_order_no").stringValue()).get("stage").stringValue();
    }
}
