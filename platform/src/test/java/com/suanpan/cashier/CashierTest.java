package com.suanpan.cashier;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.FakePay;
import com.suanpan.Suanpan;
import com.suanpan.TestShop;
import com.suanpan.channel.ChannelAccounts;
import com.suanpan.channel.QueryResult;
import com.suanpan.channel.Scene;
import com.suanpan.channel.StartResult;
import com.suanpan.client.OrderStatus;
import com.suanpan.client.ReturnResult;
import com.suanpan.merchant.Merchants;
import com.suanpan.money.Money;
import com.suanpan.payment.Payments;
import com.suanpan.store.WithDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JsonNode;

/// The payer's page over HTTP, with a provider of three scenes.
@SpringBootTest(
        classes = {Suanpan.class, CashierTest.Fakes.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "suanpan.callback.port=0",
            "suanpan.callback-url=http://127.0.0.1:8081",
            "suanpan.public-url=https://pay.example",
            "suanpan.trusted-proxies=127.0.0.1"
        })
@WithDatabase
@ExtendWith(OutputCaptureExtension.class)
class CashierTest {

    @TestConfiguration
    static class Fakes {

        @Bean
        FakePay scanned() {
            return new FakePay(Scene.SHOWN_CODE);
        }

        @Bean
        FakePay opened() {
            return new FakePay(Scene.DESKTOP_PAGE);
        }

        @Bean
        FakePay inApp() {
            return new FakePay(Scene.APP);
        }
    }

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Autowired FakePay opened;
    @Autowired FakePay scanned;
    @Autowired ChannelAccounts accounts;
    @Autowired Merchants merchants;
    @Autowired Payments payments;

    @Value("${local.server.port}")
    int port;

    private TestShop shop;
    private JsonNode order;
    private String page = "";

    @BeforeEach
    void an_order_whose_payer_is_to_choose() throws Exception {
        shop = TestShop.open(merchants, port);
        accounts.add(FakePay.account("fake-1", true));
        order = shop.pay("FAKE", Map.of("return_url", "https://merchant.example/done"));
        page = URI.create(order.get("pay_url").stringValue()).getPath();
    }

    @Test
    void the_page_shows_whom_what_and_how_much_and_a_button_a_scene() throws Exception {
        HttpResponse<String> seen = get(page, "zh-CN,zh;q=0.9,en;q=0.8");

        assertThat(seen.statusCode()).isEqualTo(200);
        assertThat(seen.body())
                .contains("lang=\"zh\"", "算珠茶馆 Abacus Tea", ">¥<", ">88.00<")
                .contains("明前龙井 &amp; &lt;b&gt;tea&lt;/b&gt;")
                .contains("假想支付", "手机扫码付款", "在这台电脑上登录付款", "data-left=\"17")
                .contains(page + "/FAKE_SHOWN_CODE?lang=zh", page + "/FAKE_DESKTOP_PAGE?lang=zh")
                .doesNotContain("FAKE_APP", "http-equiv");
    }

    @Test
    void it_speaks_english_to_who_prefers_it_or_asks_for_it() throws Exception {
        assertThat(get(page, "en-GB,zh;q=0.5").body()).contains("lang=\"en\"", "Fake Pay");
        assertThat(get(page + "?lang=en", "zh").body()).contains("Choose how to pay");
        assertThat(get(page, "fr").body()).contains("Choose how to pay");
        assertThat(get(page + "?lang=zh", "en").body()).contains("选择支付方式");
    }

    @Test
    void a_language_that_was_asked_for_is_kept() throws Exception {
        String cookie = get(page + "?lang=en", "zh").headers().firstValue("set-cookie").orElse("");
        assertThat(cookie)
                .startsWith("lang=en; Path=/cashier; ")
                .contains("Secure", "HttpOnly", "SameSite=Lax");
        HttpRequest again =
                HttpRequest.newBuilder(at(page))
                        .header("Accept-Language", "zh")
                        .header("Cookie", "lang=en")
                        .build();
        assertThat(CLIENT.send(again, BodyHandlers.ofString()).body())
                .contains("Choose how to pay");
        assertThat(get(page, "zh").headers().firstValue("set-cookie")).isEmpty();
    }

    @Test
    void a_phone_is_not_told_to_pay_on_a_computer_nor_to_scan_itself() throws Exception {
        HttpRequest phone =
                HttpRequest.newBuilder(at(page))
                        .header("Accept-Language", "zh")
                        .header("User-Agent", "Mozilla/5.0 (Linux; Android 14) Mobile Safari/537")
                        .build();
        assertThat(CLIENT.send(phone, BodyHandlers.ofString()).body())
                .contains("FAKE_DESKTOP_PAGE", "打开网页付款")
                .doesNotContain("FAKE_SHOWN_CODE", "电脑", "data:image");
    }

    @Test
    void a_cashier_of_all_providers_offers_this_one_too() throws Exception {
        JsonNode any = shop.pay("CASHIER", Map.of());
        page = URI.create(any.get("pay_url").stringValue()).getPath();

        assertThat(get(page, "zh").body()).contains("FAKE_SHOWN_CODE", "FAKE_DESKTOP_PAGE");
        assertThat(location(choose("FAKE_DESKTOP_PAGE"))).startsWith("https://fake.example/");
        assertThat(any.get("qr_code").stringValue()).startsWith("data:image/png");
        assertThat(any.has("flow_no")).isFalse();
    }

    @Test
    void another_method_is_another_attempt_and_the_older_one_is_closed() throws Exception {
        choose("FAKE_SHOWN_CODE");
        choose("FAKE_DESKTOP_PAGE");

        assertThat(payments.flowNos(order.get("pay_order_no").stringValue())).hasSize(2);
        assertThat(get(page, "zh").body())
                .doesNotContain("class=\"frame\"")
                .contains("FAKE_SHOWN_CODE");
    }

    @Test
    void it_is_not_stored_or_framed_runs_our_script_alone_and_tells_others_its_host_at_most()
            throws Exception {
        HttpResponse<String> seen = get(page, "zh");
        var headers = seen.headers();
        assertThat(seen.body())
                .containsOnlyOnce("<script")
                .contains("<script src=\"/assets/cashier.js\" defer></script>")
                .doesNotContain("style=", " onclick", "javascript:");

        assertThat(headers.firstValue("cache-control")).contains("no-store");
        assertThat(headers.firstValue("referrer-policy")).contains("strict-origin");
        assertThat(headers.firstValue("x-frame-options")).contains("DENY");
        assertThat(headers.firstValue("content-security-policy").orElseThrow())
                .isEqualTo(
                        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self';"
                                + " img-src data:; form-action 'self' https:; base-uri 'none';"
                                + " frame-ancestors 'none'");
        HttpResponse<String> style = get("/assets/cashier.css", "zh");
        assertThat(style.statusCode()).isEqualTo(200);
        assertThat(style.headers().firstValue("content-type").orElseThrow()).contains("text/css");
    }

    @Test
    void choosing_a_page_leads_to_the_provider_who_learns_the_payers_address() throws Exception {
        HttpResponse<String> answer = choose("FAKE_DESKTOP_PAGE");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(location(answer)).startsWith("https://fake.example/pay/").contains("?scene=");
        assertThat(opened.started)
                .anySatisfy(start -> {
                    assertThat(start.clientIp()).isEqualTo("198.51.100.77");
                    assertThat(location(answer)).contains(start.requestNo());
                });
    }

    @Test
    void choosing_the_code_shows_it_for_as_long_as_it_stands() throws Exception {
        HttpResponse<String> answer = choose("FAKE_SHOWN_CODE");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(location(answer)).isEqualTo(page + "?lang=zh");
        String shown = get(page, "zh").body();
        assertThat(shown)
                .contains("data:image/png;base64,", "http-equiv=\"refresh\"", "已付款？刷新")
                .contains("请用假想支付扫码付款", "其他支付方式", "FAKE_DESKTOP_PAGE")
                .doesNotContain("FAKE_SHOWN_CODE?");
        assertThat(qrCode(get(page, "zh").body())).isEqualTo(qrCode(shown));
    }

    @Test
    void choosing_the_same_again_opens_no_second_attempt() throws Exception {
        int before = opened.started.size();
        String first = location(choose("FAKE_DESKTOP_PAGE"));
        String second = location(choose("FAKE_DESKTOP_PAGE"));

        assertThat(second).isEqualTo(first);
        assertThat(opened.started).hasSize(before + 1);
    }

    @Test
    void what_is_not_on_the_page_cannot_be_chosen() throws Exception {
        HttpResponse<String> answer = choose("MOCK_QR");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("role=\"alert\"", "不支持的支付方式");
        assertThat(choose("FAKE_APP").statusCode()).isEqualTo(400);
    }

    @Test
    void a_channels_no_is_told_and_another_choice_stays_open() throws Exception {
        opened.nextStart = new StartResult.Refused("NO", "no", false);

        HttpResponse<String> answer = choose("FAKE_DESKTOP_PAGE");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body())
                .contains("请再试一次或换一种方式", "FAKE_SHOWN_CODE")
                .doesNotContain("http-equiv");
        assertThat(choose("FAKE_DESKTOP_PAGE").statusCode()).isEqualTo(303);
    }

    @Test
    void nobody_can_open_attempts_without_end() throws Exception {
        int refused = 0;
        for (int i = 0; i < 14; i++) {
            HttpResponse<String> answer =
                    choose(i % 2 == 0 ? "FAKE_SHOWN_CODE" : "FAKE_DESKTOP_PAGE");
            refused += answer.statusCode() == 429 ? 1 : 0;
        }
        assertThat(refused).isBetween(1, 4);
    }

    @Test
    void a_paid_order_says_so_and_leads_back_to_the_merchant() throws Exception {
        choose("FAKE_SHOWN_CODE");
        pay();

        String seen = get(page, "zh").body();

        assertThat(seen)
                .contains("支付成功", "返回商户", "https://merchant.example/done?", "status=SUCCEEDED")
                .contains("content=\"5;url=https://merchant.example/done?")
                .doesNotContain("<form", "data:image");
        assertThat(location(choose("FAKE_DESKTOP_PAGE"))).isEqualTo(page + "?lang=zh");
        String back =
                seen.replaceAll("(?s).*href=\"https://merchant.example/done\\?([^\"]*).*", "$1");
        assertThat(shop.judgeReturn(back.replace("&amp;", "&")))
                .isInstanceOfSatisfying(
                        ReturnResult.Genuine.class,
                        genuine -> {
                            assertThat(genuine.status()).isEqualTo(OrderStatus.SUCCEEDED);
                            assertThat(genuine.payOrderNo())
                                    .isEqualTo(order.get("pay_order_no").stringValue());
                        });
    }

    @Test
    void a_payer_who_has_come_back_is_told_to_wait_and_may_still_choose() throws Exception {
        choose("FAKE_DESKTOP_PAGE");
        payments.returned("fake-1", flowNo(), null);

        assertThat(get(page, "zh").body())
                .contains("正在确认付款", "http-equiv=\"refresh\"", "重新选择", "<form");
    }

    @Test
    void a_closed_order_takes_no_choice() throws Exception {
        payments.close(order.get("pay_order_no").stringValue());

        assertThat(get(page, "zh").body()).contains("订单已关闭").doesNotContain("<form");
        assertThat(location(choose("FAKE_DESKTOP_PAGE"))).isEqualTo(page + "?lang=zh");
    }

    @Test
    void a_page_that_is_none_is_not_found_and_no_token_is_ever_logged(CapturedOutput log)
            throws Exception {
        String token = page.substring(page.lastIndexOf('/') + 1);
        for (String path :
                new String[] {
                    "/cashier/nonsense",
                    "/cashier/" + "A".repeat(24),
                    page + "/FAKE_APP/more",
                    page + "/FAKE_APP"
                }) {
            HttpResponse<String> answer = get(path, "en");
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).contains("No such order").doesNotContain(token);
        }
        HttpRequest odd = HttpRequest.newBuilder(at(page)).DELETE().build();
        assertThat(CLIENT.send(odd, BodyHandlers.ofString()).statusCode()).isEqualTo(404);
        choose("FAKE_DESKTOP_PAGE");
        scanned.nextStart = new StartResult.Refused("NO", "no", false);
        choose("FAKE_SHOWN_CODE");
        assertThat(log.getAll()).doesNotContain(token);
    }

    @Test
    void who_guesses_tokens_is_soon_told_no_more_and_harms_no_other_source() throws Exception {
        int away = 0;
        for (int i = 0; i < 100; i++) {
            away += from("198.51.100.9", "/cashier/" + "A".repeat(24)) == 429 ? 1 : 0;
        }
        assertThat(away).isBetween(1, 40);
        assertThat(from("198.51.100.10", page)).isEqualTo(200);
        assertThat(from("198.51.100.10", "/cashier/" + "A".repeat(24))).isEqualTo(404);
    }

    private static String qrCode(String body) {
        int at = body.indexOf("class=\"frame\"");
        return body.substring(at, body.indexOf("</div>", at));
    }

    private int from(String source, String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(at(path)).header("X-Forwarded-For", source).build();
        return CLIENT.send(request, BodyHandlers.ofString()).statusCode();
    }

    private void pay() throws Exception {
        QueryResult paid =
                new QueryResult.Paid("C" + flowNo(), Money.cny(8_800), Instant.now(), null);
        assertThat(payments.told("fake-1", flowNo(), paid)).isTrue();
    }

    private String flowNo() throws Exception {
        return shop.query(order.get("pay_order_no").stringValue()).get("flow_no").stringValue();
    }

    private HttpResponse<String> choose(String payMethod) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(at(page + "/" + payMethod + "?lang=zh"))
                        .header("X-Forwarded-For", "198.51.100.77")
                        .POST(BodyPublishers.noBody())
                        .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String language) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(at(path)).header("Accept-Language", language).build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("location").orElse("");
    }
}
