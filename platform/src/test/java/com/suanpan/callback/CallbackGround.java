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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// A provider whose signature is a word, a merchant, and calls to our callbacks over HTTP.
@SpringBootTest(
        classes = {Suanpan.class, CallbackGround.Fakes.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "suanpan.callback.port=0",
            "suanpan.callback-url=http://127.0.0.1:8081",
            "suanpan.trusted-proxies=127.0.0.1",
            "suanpan.callback.body-deadline=300ms",
            "suanpan.strangers.at-once=5",
            "suanpan.strangers.a-minute=1"
        })
@WithDatabase
abstract class CallbackGround {

    @TestConfiguration
    static class Fakes {

        @Bean
        FakePay fakePay() {
            return new FakePay(Scene.DESKTOP_PAGE);
        }
    }

    private static final AtomicInteger SOURCES = new AtomicInteger();
    static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Autowired FakePay provider;
    @Autowired ChannelAccounts accounts;
    @Autowired Merchants merchants;
    @Autowired JdbcClient jdbc;

    @Value("${local.server.port}")
    int api;

    @Value("${local.callback.port}")
    int port;

    String source = "";
    TestShop shop;

    /// Each test comes from an address of its own.
    @BeforeEach
    void a_merchant_and_two_accounts() {
        source = "198.51.100." + SOURCES.incrementAndGet();
        shop = TestShop.open(merchants, api);
        accounts.add(FakePay.account("fake-1", true));
        accounts.add(FakePay.account("fake-2", false));
        accounts.add(FakePay.account("fake-broken", false, "broken"));
    }

    JsonNode order() throws Exception {
        return shop.pay("FAKE_DESKTOP_PAGE", Map.of());
    }

    static String paid(JsonNode order, long fen) {
        return "paid " + flowNo(order) + " " + fen;
    }

    static String flowNo(JsonNode order) {
        return order.get("flow_no").stringValue();
    }

    String stage(JsonNode order) throws Exception {
        return shop.query(order.get("pay_order_no").stringValue()).get("stage").stringValue();
    }

    long postings(JsonNode order) {
        return jdbc.sql("select count(*) from posting where posting_no = 'P' || :flowNo")
                .param("flowNo", flowNo(order))
                .query(Long.class)
                .single();
    }

    long notices(JsonNode order) {
        return jdbc.sql("select count(*) from notice where pay_order_no = :payOrderNo")
                .param("payOrderNo", order.get("pay_order_no").stringValue())
                .query(Long.class)
                .single();
    }

    void assertKept(String reason) {
        await().untilAsserted(() ->
                assertThat(
                                jdbc.sql(
                                                "select reason from callback_refused where source = :source")
                                        .param("source", source)
                                        .query(String.class)
                                        .list())
                        .isNotEmpty()
                        .containsOnly(reason));
    }

    HttpResponse<String> callback(String path, String body, String... more) throws Exception {
        HttpRequest.Builder request = to(path).POST(BodyPublishers.ofString(body));
        for (int i = 0; i < more.length; i += 2) {
            request.setHeader(more[i], more[i + 1]);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/callback" + path))
                .header("Fake-Key", FakePay.KEY)
                .header("X-Forwarded-For", source);
    }
}
