package com.suanpan.cashier;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.FakePay;
import com.suanpan.Suanpan;
import com.suanpan.TestShop;
import com.suanpan.channel.ChannelAccounts;
import com.suanpan.channel.Scene;
import com.suanpan.merchant.Merchants;
import com.suanpan.payment.Payments;
import com.suanpan.store.WithDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JsonNode;

/// Payers inside a provider's app: they are told by a code that their browser brings, and pay there.
@SpringBootTest(
        classes = {Suanpan.class, InAppTest.Fakes.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"suanpan.callback.port=0", "suanpan.public-url=https://pay.example"})
@WithDatabase
class InAppTest {

    @TestConfiguration
    static class Fakes {

        @Bean
        FakeInApp inApp() {
            return new FakeInApp();
        }

        @Bean
        FakePay onPhone() {
            return new FakePay(Scene.PHONE_PAGE);
        }
    }

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String APP = "Mozilla/5.0 (iPhone) Mobile FakeClient/1.0";

    @Autowired FakeInApp inApp;
    @Autowired ChannelAccounts accounts;
    @Autowired Merchants merchants;
    @Autowired Payments payments;

    @Value("${local.server.port}")
    int port;

    private TestShop shop;
    private JsonNode order;
    private String page = "";

    @BeforeEach
    void an_order_opened_inside_the_app() throws Exception {
        shop = TestShop.open(merchants, port);
        accounts.add(FakePay.account("a-plain", true));
        accounts.add(FakePay.account("app-1", true));
        another();
        inApp.codes.clear();
        inApp.started.clear();
    }

    private void another() throws Exception {
        order = shop.pay("CASHIER", Map.of());
        page = URI.create(order.get("pay_url").stringValue()).getPath();
    }

    @Test
    void the_app_is_offered_its_own_scene_and_no_other_app_is_offered_anything() throws Exception {
        assertThat(get(page, "").body())
                .contains("FAKE_IN_APP_PAGE", "class=\"strong\"")
                .doesNotContain("FAKE_PHONE_PAGE", "data:image");
        String elsewhere = ask(page, "", "Mozilla/5.0 (iPhone) Mobile MicroMessenger/8.0").body();
        assertThat(elsewhere).contains("这里无法付款", "手机浏览器").doesNotContain("<form");
        assertThat(ask(page, "", "Mozilla/5.0 (iPhone) Mobile").body())
                .contains("FAKE_PHONE_PAGE")
                .doesNotContain("FAKE_IN_APP_PAGE");
    }

    @Test
    void the_choice_leads_to_the_providers_page_with_a_state_and_leaves_a_secret()
            throws Exception {
        HttpResponse<String> away = choose();

        assertThat(away.statusCode()).isEqualTo(303);
        assertThat(location(away))
                .startsWith(
                        "https://fake.example/authorize?back=https://pay.example"
                                + page
                                + "/payer/FAKE_IN_APP_PAGE/app-1&state=");
        assertThat(state(away)).matches("[0-9a-f]{64}");
        assertThat(away.headers().firstValue("set-cookie").orElseThrow())
                .matches("payer=[0-9a-f]{32}; Path=" + page + "; Max-Age=600; .*")
                .contains("Secure", "HttpOnly", "SameSite=Lax")
                .doesNotContain(state(away));
        assertThat(attempts()).isZero();
    }

    @Test
    void who_comes_back_with_a_code_pays_under_the_id_that_it_stands_for() throws Exception {
        HttpResponse<String> away = choose();

        HttpResponse<String> back = comeBack("code-X1", state(away), cookie(away));

        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(location(back)).isEqualTo(page + "?lang=zh");
        assertThat(inApp.started)
                .singleElement()
                .satisfies(start -> assertThat(start.payerId()).isEqualTo("X1"));
        String attempt = cookies(back);
        assertThat(attempt).contains("payer=;", "attempt=");
        assertThat(get(page, attempt.replaceAll(".*(attempt=[0-9]+).*", "$1")).body())
                .contains("data-parameters=\"{&quot;pay&quot;:&quot;X1&quot;}\"", "支付 ¥88.00");
        assertThat(get(page, "").body()).doesNotContain("data-parameters");
    }

    @Test
    void a_code_serves_once() throws Exception {
        HttpResponse<String> away = choose();
        comeBack("code-once", state(away), cookie(away));

        HttpResponse<String> again = comeBack("code-once", state(away), cookie(away));

        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(inApp.codes).containsExactly("code-once");
        assertThat(attempts()).isEqualTo(1);
    }

    @Test
    void a_strangers_code_or_state_changes_nothing() throws Exception {
        HttpResponse<String> mine = choose();
        String otherPage = page;
        another();
        HttpResponse<String> other = choose();

        assertThat(otherPage).isNotEqualTo(page);
        String unable = page + "/payer/FAKE_IN_APP_PAGE/a-plain?code=F&state=" + state(other);
        for (HttpResponse<String> answer :
                List.of(
                        comeBack("code-A", state(other), ""),
                        comeBack("code-B", "", cookie(other)),
                        comeBack("code-C", state(mine), cookie(other)),
                        comeBack("code-D", state(other), cookie(mine)),
                        comeBack("code-E", state(mine), cookie(mine)),
                        get(unable, cookie(other)))) {
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(location(answer)).isEqualTo(page + "?lang=zh");
        }
        assertThat(inApp.codes).isEmpty();
        assertThat(attempts()).isZero();
        assertThat(comeBack("code-G", state(other), cookie(other)).statusCode()).isEqualTo(303);
        assertThat(attempts()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"bad, 400, 没有得到您的授权", "lost, 503, 支付没有打开", "'', 400, 没有得到您的授权"})
    void who_cannot_be_told_may_try_again(String code, int status, String notice) throws Exception {
        HttpResponse<String> away = choose();

        HttpResponse<String> answer = comeBack(code, state(away), cookie(away));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("role=\"alert\"", notice, "FAKE_IN_APP_PAGE");
        assertThat(attempts()).isZero();
        inApp.codes.clear();
    }

    @Test
    void another_payer_of_the_same_order_gets_an_attempt_of_their_own() throws Exception {
        HttpResponse<String> one = choose();
        comeBack("code-one", state(one), cookie(one));
        HttpResponse<String> same = choose();
        comeBack("code-one".replace("code-", ""), state(same), cookie(same));
        assertThat(attempts()).isEqualTo(1);

        HttpResponse<String> other = choose();
        comeBack("code-other", state(other), cookie(other));

        assertThat(attempts()).isEqualTo(2);
        assertThat(inApp.started).extracting(start -> start.payerId()).contains("one", "other");
    }

    @Test
    void an_order_that_is_over_asks_nobody() throws Exception {
        HttpResponse<String> away = choose();
        payments.close(order.get("pay_order_no").stringValue());

        assertThat(location(comeBack("code-late", state(away), cookie(away))))
                .isEqualTo(page + "?lang=zh");
        assertThat(inApp.codes).isEmpty();
    }

    private int attempts() {
        return payments.flowNos(order.get("pay_order_no").stringValue()).size();
    }

    private HttpResponse<String> choose() throws IOException, InterruptedException {
        HttpRequest request =
                request(page + "/FAKE_IN_APP_PAGE?lang=zh", "", APP)
                        .POST(BodyPublishers.noBody())
                        .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> comeBack(String code, String state, String cookie)
            throws IOException, InterruptedException {
        return get(page + "/payer/FAKE_IN_APP_PAGE/app-1?code=" + code + "&state=" + state, cookie);
    }

    private HttpResponse<String> get(String path, String cookie)
            throws IOException, InterruptedException {
        return ask(path, cookie, APP);
    }

    private HttpResponse<String> ask(String path, String cookie, String agent)
            throws IOException, InterruptedException {
        return CLIENT.send(request(path, cookie, agent).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String cookie, String agent) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Accept-Language", "zh")
                        .header("User-Agent", agent);
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    private static String state(HttpResponse<String> away) {
        return location(away).replaceAll(".*state=", "");
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("set-cookie").orElseThrow().replaceAll(";.*", "");
    }

    private static String cookies(HttpResponse<String> answer) {
        return String.join(" | ", answer.headers().allValues("set-cookie"));
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("location").orElse("");
    }
}
