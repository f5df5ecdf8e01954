package com.suanpan;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.suanpan.channel.ChannelAccounts;
import com.suanpan.client.Outcome;
import com.suanpan.client.SuanpanClient;
import com.suanpan.merchant.MerchantSecrets;
import com.suanpan.merchant.Merchants;
import com.suanpan.merchant.NewMerchant;
import com.suanpan.store.WithDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/// A merchant, a payer and the providers of the sandbox against a whole running server.
@SpringBootTest(
        webEnvironment = WebEnvironment.DEFINED_PORT,
        properties = "suanpan.notice.allow-private=true")
@WithDatabase(jobs = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WholeRoadTest {

    private static final int API = freePort();
    private static final int CALLBACK = freePort();

    @Autowired private Merchants merchants;
    @Autowired private ChannelAccounts accounts;
    @Autowired private JdbcClient jdbc;

    private Town town;
    private MerchantSecrets secrets;
    private SuanpanClient client;
    private int orders;

    @DynamicPropertySource
    static void ports(DynamicPropertyRegistry properties) {
        properties.add("suanpan.api.port", () -> API);
        properties.add("suanpan.callback.port", () -> CALLBACK);
        properties.add("suanpan.callback-url", () -> "http://127.0.0.1:" + CALLBACK);
        properties.add("suanpan.public-url", () -> "http://127.0.0.1:" + API);
    }

    @BeforeAll
    void a_town() throws IOException {
        town = new Town();
        town.channel(accounts, "WECHAT", "wechat-1");
        town.channel(accounts, "ALIPAY", "alipay-1");
        town.channel(accounts, "MOCK", "mock-1");
        secrets = town.merchant(merchants, "M20240101001");
        client = town.client(API, secrets);
    }

    @AfterEach
    void calm() {
        town.noKnobs();
    }

    @AfterAll
    void done() throws IOException {
        client.close();
        town.close();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> call(String payMethod) {
        Map<String, String> fields = new HashMap<>();
        fields.put("order_no", "ORD" + ++orders + "-" + System.nanoTime());
        fields.put("amount", "100.00");
        fields.put("currency", "CNY");
        fields.put("subject", "茶 & tea");
        fields.put("pay_method", payMethod);
        if (payMethod.endsWith("_JSAPI") || payMethod.endsWith("_MINI")) {
            fields.put("payer_id", "o-payer-1");
        }
        if (payMethod.endsWith("_H5")) {
            fields.put("client_ip", "203.0.113.7");
        }
        return fields;
    }

    private JsonNode answered(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        return ((Outcome.Answered) outcome).data();
    }

    private static String code(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered _ -> "SUCCESS";
            case Outcome.Refused refused -> refused.code();
            case Outcome.Unknown unknown -> "unknown: " + unknown.why();
        };
    }

    private void pays(JsonNode data) {
        town.payer("pay", Map.of("order", data.get("flow_no").stringValue()));
    }

    private void untilPaid(String orderNo) {
        Town.until(
                orderNo + " is paid",
                () ->
                        answered(client.query(orderNo))
                                .get("status")
                                .stringValue()
                                .equals("SUCCEEDED"));
    }

    private JsonNode noticeOf(String orderNo) {
        List<JsonNode> found = new ArrayList<>();
        Town.until(
                "a notice of " + orderNo,
                () -> {
                    town.notices(secrets.merchantId())
                            .forEach(n -> {
                                if (n.get("body").stringValue().contains(orderNo)) {
                                    found.add(n);
                                }
                            });
                    return !found.isEmpty();
                });
        return found.getFirst();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WECHAT_NATIVE",
                "WECHAT_JSAPI",
                "WECHAT_MINI",
                "WECHAT_APP",
                "WECHAT_H5",
                "ALIPAY_PAGE",
                "ALIPAY_WAP",
                "ALIPAY_APP",
                "ALIPAY_QR",
                "ALIPAY_JSAPI",
                "MOCK_QR",
                "MOCK_PAGE"
            })
    void a_payment_travels_the_whole_road(String payMethod) throws Exception {
        Map<String, String> call = call(payMethod);
        String orderNo = call.get("order_no");
        JsonNode data = answered(client.pay(call));
        assertThat(data.get("status").stringValue()).isEqualTo("PROCESSING");
        assertThat(data.get("stage").stringValue()).isEqualTo("WAITING_PAYER");
        opens(data);
        pays(data);
        untilPaid(orderNo);

        JsonNode paid = answered(client.query(orderNo));
        assertThat(paid.get("paid_amount").stringValue()).isEqualTo("100.00");
        assertThat(paid.get("fee").stringValue()).isEqualTo("0.60");
        assertThat(paid.get("channel_order_no").stringValue()).isNotEmpty();
        JsonNode notice = noticeOf(orderNo);
        Map<String, List<String>> headers = new HashMap<>();
        notice.get("headers").forEachEntry((k, v) -> headers.put(k, List.of(v.stringValue())));
        new Webhook(secrets.webhookSecret().reveal())
                .verify(notice.get("body").stringValue(), HttpHeaders.of(headers, (_, _) -> true));
        assertThat(
                        jdbc.sql("select count(*) from posting where reference = :no")
                                .param("no", data.get("flow_no").stringValue())
                                .query(Integer.class)
                                .single())
                .isEqualTo(1);
        Town.until(
                "the order knows that its merchant confirmed",
                () ->
                        jdbc.sql("select sync_status from payment_order where order_no = :no")
                                .param("no", orderNo)
                                .query(String.class)
                                .single()
                                .equals("SUCCEEDED"));
    }

    /// What was handed out leads the payer to this very order.
    private void opens(JsonNode data) {
        Map<String, String> by =
                data.has("qr_code")
                        ? Map.of("qr_image", data.get("qr_code").stringValue())
                        : data.has("pay_url")
                                ? Map.of("url", data.get("pay_url").stringValue())
                                : Map.of("script", data.get("credential").stringValue());
        assertThat(town.payer("open", by).get("order_no").stringValue())
                .isEqualTo(data.get("flow_no").stringValue());
    }

    @Test
    void fifty_equal_calls_at_once_are_one_order_one_call_and_one_answer() throws Exception {
        town.knob(Map.of("knob", "LATENCY", "on", "PAY", "ms", 300));
        Map<String, String> call = call("MOCK_QR");
        List<String> answers = new ArrayList<>();
        for (Outcome outcome : fifty(_ -> call)) {
            answers.add(answered(outcome).toString());
        }
        assertThat(answers).hasSize(50).containsOnly(answers.getFirst());
        JsonNode data = answered(client.query(call.get("order_no")));
        assertThat(town.calls("PAY", data.get("flow_no").stringValue())).isEqualTo(1);
        assertThat(count("payment_order where order_no = '" + call.get("order_no") + "'"))
                .isEqualTo(1);
        assertThat(
                        count(
                                "payment_flow where pay_order_no = '"
                                        + data.get("pay_order_no").stringValue()
                                        + "'"))
                .isEqualTo(1);
    }

    @Test
    void of_fifty_amounts_under_one_number_one_wins_and_the_rest_conflict() throws Exception {
        Map<String, String> call = call("MOCK_QR");
        List<String> codes = new ArrayList<>();
        for (Outcome outcome :
                fifty(i -> {
                    Map<String, String> other = new HashMap<>(call);
                    other.put("amount", "100." + (10 + i));
                    return other;
                })) {
            codes.add(code(outcome));
        }
        assertThat(codes).filteredOn("SUCCESS"::equals).hasSize(1);
        assertThat(codes).filteredOn("ORDER_CONFLICT"::equals).hasSize(49);
    }

    @Test
    void of_fifty_calls_with_one_nonce_one_is_carried_out() throws Exception {
        String nonce = "n-" + System.nanoTime();
        String first = call("MOCK_QR").get("order_no");
        List<String> codes = new ArrayList<>();
        for (Outcome outcome :
                fifty(i -> {
                    Map<String, String> call = call("MOCK_QR");
                    call.put("order_no", first + "-" + i);
                    call.put("nonce", nonce);
                    return call;
                })) {
            codes.add(code(outcome));
        }
        assertThat(codes).filteredOn("SUCCESS"::equals).hasSize(1);
        assertThat(codes).filteredOn("REPLAYED"::equals).hasSize(49);
        assertThat(count("payment_order where order_no like '" + first + "-%'")).isEqualTo(1);
    }

    @Test
    void a_payment_sent_again_as_it_was_is_replayed_and_uses_no_rate_up() {
        MerchantSecrets few =
                merchants.add(
                        NewMerchant.named("Few").notifyUrl(town.notifyUrl("few")).bucket(2, 1));
        Map<String, String> call = call("MOCK_QR");
        call.put("nonce", "n-" + System.nanoTime());
        List<String> codes = new ArrayList<>();
        try (SuanpanClient slow = town.client(API, few)) {
            for (int i = 0; i < 8; i++) {
                codes.add(code(slow.pay(call)));
            }
        }
        assertThat(codes.getFirst()).isEqualTo("SUCCESS");
        assertThat(codes.subList(1, 8)).containsOnly("REPLAYED");
    }

    @Test
    void a_payment_that_our_form_refuses_leaves_its_nonce_to_the_next() {
        Map<String, String> call = call("MOCK_QR");
        call.put("nonce", "n-" + System.nanoTime());
        call.put("pay_method", "NOT_A_METHOD");
        assertThat(code(client.pay(call))).isEqualTo("METHOD_UNSUPPORTED");

        call.put("pay_method", "MOCK_QR");
        assertThat(code(client.pay(call))).isEqualTo("SUCCESS");
    }

    @Test
    void the_first_articles_sample_call_is_answered_with_a_page_and_a_code() {
        Map<String, String> call = new HashMap<>();
        call.put("order_no", "ORD20240101123456");
        call.put("amount", "100.00");
        call.put("currency", "CNY");
        call.put("subject", "商品描述");
        call.put("body", "商品详情");
        call.put("notify_url", "https://merchant.com/notify");
        call.put("return_url", "https://merchant.com/return");
        call.put("pay_method", "ALIPAY");
        JsonNode data = answered(client.pay(call));
        assertThat(data.get("pay_url").stringValue())
                .startsWith("http://127.0.0.1:" + API + "/cashier/");
        assertThat(data.get("qr_code").stringValue()).startsWith("data:image/png;base64,");
        assertThat(answered(client.pay(call))).isEqualTo(data);
    }

    @Test
    void a_payment_whose_callback_never_comes_is_found_by_asking() {
        town.knob(Map.of("knob", "NO_CALLBACK"));
        Map<String, String> call = call("MOCK_QR");
        pays(answered(client.pay(call)));
        untilPaid(call.get("order_no"));
    }

    @Test
    void m6_an_answer_lost_after_the_channel_acted_repeats_under_the_same_number() {
        town.knob(Map.of("knob", "CLOSE_AFTER", "on", "PAY", "count", 1));
        Map<String, String> call = call("MOCK_QR");
        JsonNode first = answered(client.pay(call));
        assertThat(first.get("status").stringValue()).isEqualTo("PROCESSING");
        assertThat(first.has("qr_code")).isFalse();
        JsonNode again = answered(client.pay(call));
        assertThat(again.get("flow_no")).isEqualTo(first.get("flow_no"));
        assertThat(again.has("qr_code")).isTrue();
        pays(again);
        untilPaid(call.get("order_no"));
    }

    @Test
    void a_refusing_channel_leaves_the_order_open_for_the_same_number() {
        town.knob(Map.of("knob", "REFUSE", "on", "PAY", "count", 1));
        Map<String, String> call = call("MOCK_QR");
        assertThat(code(client.pay(call))).isEqualTo("CHANNEL_REFUSED");
        JsonNode again = answered(client.pay(call));
        assertThat(again.get("stage").stringValue()).isEqualTo("WAITING_PAYER");
    }

    @Test
    void m8_paying_two_methods_is_one_payment_and_one_stray_amount() {
        town.knob(
                Map.of("knob", "STATUS_BEFORE", "provider", "MOCK", "on", "CLOSE", "status", 500));
        Map<String, String> call = call("MOCK_QR");
        JsonNode first = answered(client.pay(call));
        call.put("pay_method", "ALIPAY_QR");
        JsonNode second = answered(client.pay(call));
        assertThat(second.get("flow_no")).isNotEqualTo(first.get("flow_no"));
        pays(second);
        untilPaid(call.get("order_no"));
        pays(first);
        Town.until(
                "stray money",
                () ->
                        count(
                                        "stray_money where flow_no = '"
                                                + first.get("flow_no").stringValue()
                                                + "'")
                                == 1);
        assertThat(answered(client.query(call.get("order_no"))).get("paid_amount").stringValue())
                .isEqualTo("100.00");
    }

    @Test
    void a_closed_order_is_closed_at_its_channel() {
        Map<String, String> call = call("WECHAT_NATIVE");
        JsonNode data = answered(client.pay(call));
        assertThat(answered(client.close(call.get("order_no"))).get("stage").stringValue())
                .isEqualTo("CLOSED");
        assertThat(town.calls("CLOSE", data.get("flow_no").stringValue())).isEqualTo(1);
        noticeOf(call.get("order_no"));
        assertThat(code(client.pay(call))).isEqualTo("SUCCESS");
        call.put("pay_method", "ALIPAY_QR");
        assertThat(code(client.pay(call))).isEqualTo("ORDER_CLOSED");
    }

    @Test
    void what_is_not_built_is_refused_by_name() {
        for (String method : List.of("BALANCE", "AUTO_CODE", "WECHAT_CODE", "PAYPAL")) {
            assertThat(code(client.pay(call(method)))).isEqualTo("METHOD_UNSUPPORTED");
        }
        Map<String, String> mixed = call("MOCK_QR");
        mixed.put("balance_amount", "1.00");
        assertThat(code(client.pay(mixed))).isEqualTo("PARAM_ERROR");
    }

    @Test
    void another_merchant_finds_nothing_of_this_one() {
        Map<String, String> call = call("MOCK_QR");
        JsonNode data = answered(client.pay(call));
        MerchantSecrets other = town.merchant(merchants, "M-other");
        try (SuanpanClient theirs = town.client(API, other)) {
            assertThat(code(theirs.query(call.get("order_no")))).isEqualTo("ORDER_NOT_FOUND");
            assertThat(
                            code(
                                    theirs.call(
                                            "/api/v1/payment/close",
                                            Map.of(
                                                    "pay_order_no",
                                                    data.get("pay_order_no").stringValue()))))
                    .isEqualTo("ORDER_NOT_FOUND");
        }
    }

    @Test
    void the_sample_merchant_is_paid_and_knows_its_returning_payer() throws Exception {
        try (ShopVisit visit = new ShopVisit(API, secrets, Duration.ofSeconds(20))) {
            String provider = visit.post("/buy", "method=ALIPAY_PAGE");
            JsonNode paid = town.payer("pay", Map.of("url", provider));
            String back = visit.follow(paid.get("return_url").stringValue());
            assertThat(back).startsWith(visit.shop() + "/return?").contains("&sign=");
            String page = visit.follow(back);
            Town.until("the shop knows", () -> visit.read(page).contains("已支付"));
            assertThat(visit.follow(back.replace("order_no=", "order_no=x"))).endsWith("/");
        }
    }

    @Test
    void the_sample_merchant_keeps_an_unknown_order_open_and_sends_the_same_again() {
        town.knob(Map.of("knob", "LATENCY", "on", "PAY", "ms", 1_500, "count", 1));
        try (ShopVisit visit = new ShopVisit(API, secrets, Duration.ofSeconds(1))) {
            String page = visit.post("/buy", "method=MOCK_PAGE");
            assertThat(visit.read(page)).contains("等待支付结果", "再试一次");
            String orderNo = page.substring(page.indexOf('=') + 1);
            Town.until(
                    "the same again leads to the provider",
                    () -> visit.post("/again", "no=" + orderNo).contains("/payer/mock/"));
            JsonNode data = answered(client.query(orderNo));
            assertThat(
                            count(
                                    "payment_flow where pay_order_no = '%s'"
                                            .formatted(data.get("pay_order_no").stringValue())))
                    .isEqualTo(1);
            pays(data);
            Town.until("the shop knows", () -> visit.read(page).contains("已支付"));
        }
    }

    private List<Outcome> fifty(java.util.function.IntFunction<Map<String, String>> call)
            throws Exception {
        List<Outcome> outcomes = new ArrayList<>();
        try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome>> futures = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                int mine = i;
                futures.add(together.submit(() -> client.pay(call.apply(mine))));
            }
            for (Future<Outcome> future : futures) {
                outcomes.add(future.get());
            }
        }
        return outcomes;
    }

    private int count(String from) {
        return jdbc.sql("select count(*) from " + from).query(Integer.class).single();
    }
}
