package com.suanpan.cashier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.suanpan.FakePay;
import com.suanpan.Suanpan;
import com.suanpan.TestShop;
import com.suanpan.channel.ChannelAccounts;
import com.suanpan.channel.QueryResult;
import com.suanpan.channel.Scene;
import com.suanpan.merchant.Merchants;
import com.suanpan.money.Money;
import com.suanpan.payment.Payments;
import com.suanpan.store.WithDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JsonNode;

/// Open pages that hear where their order stands.
@SpringBootTest(
        classes = {Suanpan.class, StageTest.Fakes.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"suanpan.callback.port=0", "suanpan.cashier.watchers=8"})
@WithDatabase
class StageTest {

    @TestConfiguration
    static class Fakes {

        @Bean
        FakePay fakePay() {
            return new FakePay(Scene.SHOWN_CODE);
        }
    }

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Autowired ChannelAccounts accounts;
    @Autowired Merchants merchants;
    @Autowired Payments payments;
    @Autowired Watchers watchers;

    @Value("${local.server.port}")
    int port;

    private TestShop shop;

    @BeforeEach
    void a_merchant() {
        shop = TestShop.open(merchants, port);
        accounts.add(FakePay.account("fake-1", true));
        await().until(() -> watchers.count() == 0);
    }

    @Test
    void every_open_page_hears_within_two_seconds_what_was_committed_and_is_then_let_go()
            throws Exception {
        JsonNode order = order();
        List<Iterator<String>> pages = List.of(opened(order), opened(order));
        pages.forEach(page -> assertThat(page.next()).isEqualTo("data: WAITING_PAYER"));

        Instant paid = Instant.now();
        pay(order);

        for (Iterator<String> page : pages) {
            assertThat(page.next()).isEqualTo("data: PAID");
            assertThat(Duration.between(paid, Instant.now())).isLessThan(Duration.ofSeconds(2));
            assertThat(page.hasNext()).as("goes on").isFalse();
        }
        await().until(() -> watchers.count() == 0);
    }

    @Test
    void a_page_opened_too_late_hears_the_end_at_once() throws Exception {
        JsonNode order = order();
        pay(order);

        Iterator<String> page = opened(order);

        assertThat(page.next()).isEqualTo("data: PAID");
        assertThat(page.hasNext()).isFalse();
    }

    @Test
    void pages_are_bounded_for_an_order_and_in_all_and_who_finds_no_place_may_ask()
            throws Exception {
        JsonNode one = order();
        JsonNode other = order();
        List<Iterator<String>> pages = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            pages.add(opened(one));
        }
        assertThat(ask(one, "/stages").statusCode()).isEqualTo(503);
        pages.add(opened(other));
        pages.add(opened(other));
        HttpResponse<String> full = ask(other, "/stages");

        assertThat(full.statusCode()).isEqualTo(503);
        assertThat(full.headers().firstValue("retry-after")).contains("5");
        assertThat(ask(other, "/stage").body()).isEqualTo("WAITING_PAYER");

        pay(one);
        pay(other);
        for (Iterator<String> page : pages) {
            assertThat(page.next()).isEqualTo("data: WAITING_PAYER");
            assertThat(page.next()).isEqualTo("data: PAID");
        }
        await().until(() -> ask(other, "/stage").body().equals("PAID"));
    }

    @Test
    void who_has_no_token_hears_nothing() throws Exception {
        for (String path : List.of("/stage", "/stages")) {
            HttpResponse<String> answer =
                    CLIENT.send(
                            HttpRequest.newBuilder(at("/cashier/" + "A".repeat(24) + path)).build(),
                            BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).isEmpty();
        }
    }

    private JsonNode order() throws Exception {
        JsonNode order = shop.pay("FAKE", Map.of());
        HttpRequest choice =
                HttpRequest.newBuilder(at(path(order) + "/FAKE_SHOWN_CODE"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();
        assertThat(CLIENT.send(choice, BodyHandlers.ofString()).statusCode()).isEqualTo(303);
        return order;
    }

    private void pay(JsonNode order) throws Exception {
        String flowNo =
                shop.query(order.get("pay_order_no").stringValue()).get("flow_no").stringValue();
        assertThat(
                        payments.told(
                                "fake-1",
                                flowNo,
                                new QueryResult.Paid(
                                        "C" + flowNo, Money.cny(8_800), Instant.now(), null)))
                .isTrue();
    }

    /// The lines that an open page hears.
    private Iterator<String> opened(JsonNode order) throws Exception {
        HttpResponse<Stream<String>> answer =
                CLIENT.send(
                        HttpRequest.newBuilder(at(path(order) + "/stages")).build(),
                        BodyHandlers.ofLines());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type").orElse(""))
                .startsWith("text/event-stream");
        return answer.body()
                .filter(line -> !line.isEmpty() && !line.startsWith("retry:"))
                .iterator();
    }

    private HttpResponse<String> ask(JsonNode order, String what) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(at(path(order) + what)).build(), BodyHandlers.ofString());
    }

    private static String path(JsonNode order) {
        return URI.create(order.get("pay_url").stringValue()).getPath();
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
