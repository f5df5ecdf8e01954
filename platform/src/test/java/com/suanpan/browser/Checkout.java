package com.suanpan.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.suanpan.Town;
import com.suanpan.channel.ChannelAccounts;
import com.suanpan.client.Outcome;
import com.suanpan.client.ReturnResult;
import com.suanpan.client.Returns;
import com.suanpan.client.Signing;
import com.suanpan.client.SuanpanClient;
import com.suanpan.merchant.MerchantSecrets;
import com.suanpan.merchant.Merchants;
import com.suanpan.store.WithDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/// A whole server, the sandbox's providers, and payers with real browsers, for tests of the cashier.
@SpringBootTest(
        webEnvironment = WebEnvironment.DEFINED_PORT,
        properties = "suanpan.notice.allow-private=true")
@WithDatabase(jobs = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Checkout {

    static final int API = freePort();
    static final int CALLBACK = freePort();

    /// The merchant's page that payers come back to.
    private static final String SHOP = "/merchant/return/shop";

    /// A page without script looks again every five seconds, and five more before it goes back.
    private static final double WITHOUT_SCRIPT_MS = 25_000;

    private static int orders;

    @Autowired Merchants merchants;
    @Autowired ChannelAccounts accounts;
    @Autowired JdbcClient jdbc;

    @RegisterExtension final Payers payers = new Payers(() -> this.town);

    Town town;
    MerchantSecrets secrets;
    SuanpanClient client;

    @DynamicPropertySource
    static void ports(DynamicPropertyRegistry properties) {
        properties.add("suanpan.api.port", () -> API);
        properties.add("suanpan.callback.port", () -> CALLBACK);
        properties.add("suanpan.callback-url", () -> "http://127.0.0.1:" + CALLBACK);
        properties.add("suanpan.public-url", () -> "http://127.0.0.1:" + API);
    }

    /// Below those that the system hands to outgoing connections, or one of these may have it by then.
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException _) {
                // Somebody has it; another will be free.
            }
        }
    }

    @BeforeAll
    void a_merchant_with_three_providers() throws IOException {
        town = new Town();
        String name = getClass().getSimpleName();
        town.channel(accounts, "WECHAT", "wechat-" + name);
        town.channel(accounts, "ALIPAY", "alipay-" + name);
        town.channel(accounts, "MOCK", "mock-" + name);
        secrets = town.merchant(merchants, name);
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

    /// The merchant places an order of 88.00 yuan that its payer is to pay as they like.
    JsonNode order() {
        return order(Map.of());
    }

    JsonNode order(Map<String, String> more) {
        Map<String, String> fields = new HashMap<>();
        fields.put("order_no", "B" + ++orders + "-" + System.nanoTime());
        fields.put("amount", "88.00");
        fields.put("subject", "明前龙井 & tea");
        fields.put("pay_method", "CASHIER");
        fields.put("return_url", town.uri() + SHOP + "?cart=7");
        fields.putAll(more);
        return answered(client.pay(fields));
    }

    static JsonNode answered(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        return ((Outcome.Answered) outcome).data();
    }

    JsonNode queried(JsonNode order) {
        return answered(client.query(order.get("order_no").stringValue()));
    }

    static String payPage(JsonNode order) {
        return order.get("pay_url").stringValue();
    }

    /// A payer opens the order's page.
    Page cashier(JsonNode order, Device device, String language) {
        Page page = payers.with(device, language);
        page.navigate(payPage(order));
        return page;
    }

    /// Presses the button of a method.
    static void choose(Page page, String payMethod) {
        page.locator("form[action*='/" + payMethod + "'] button").click();
    }

    /// The picture of the code that is to be scanned.
    static Locator code(Page screen) {
        return screen.locator(".code img");
    }

    /// The payer's phone reads the code on the screen and opens what it says.
    Page scanned(Page screen) {
        code(screen).waitFor();
        Page phone = payers.with(Device.PHONE, "zh");
        phone.navigate(
                town.uri()
                        + "/payer/scan?code="
                        + URLEncoder.encode(QrReader.read(code(screen)), StandardCharsets.UTF_8));
        return phone;
    }

    static void press(Page page, String words) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words).setExact(true))
                .click();
    }

    static void link(Page page, String words) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(words)).click();
    }

    /// The heading that says where the order stands.
    static Locator title(Page page, String words) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(words).setExact(true));
    }

    /// The browser comes to the merchant's page, with what our signature vouches for.
    void isBackAtMerchant(Page page, JsonNode order) {
        page.waitForURL(
                url -> URI.create(url).getPath().equals(SHOP),
                new Page.WaitForURLOptions().setTimeout(WITHOUT_SCRIPT_MS));
        String query = URI.create(page.url()).getRawQuery();
        assertThat(query).startsWith("cart=7&");
        assertThat(new Returns(secrets.merchantId(), signing()).judge(query))
                .isInstanceOfSatisfying(
                        ReturnResult.Genuine.class,
                        back ->
                                assertThat(back.orderNo())
                                        .isEqualTo(order.get("order_no").stringValue()));
    }

    private Signing signing() {
        return Signing.hmac(secrets.secretKey().reveal());
    }

    /// Lets the order's time run out, without waiting for it.
    void timeRunsOut(JsonNode order) {
        jdbc.sql(
                        "update payment_order set (expires_at, due_at) ="
                                + " (now() - interval '1 second', now() - interval '1 second')"
                                + " where pay_order_no = :no")
                .param("no", order.get("pay_order_no").stringValue())
                .update();
    }

    /// The order is paid, and by this method.
    void isPaid(JsonNode order, String payMethod) {
        Town.until(
                "the order is paid",
                () -> queried(order).get("status").stringValue().equals("SUCCEEDED"));
        assertThat(queried(order).get("pay_method").stringValue()).isEqualTo(payMethod);
        assertThat(queried(order).get("paid_amount").stringValue()).isEqualTo("88.00");
    }

    /// Waits until the attempts by this method can bring no money any more.
    void attemptEnds(JsonNode order, String payMethod) {
        Town.until(
                "the attempt by " + payMethod + " ends",
                () ->
                        jdbc.sql(
                                        "select count(*) = 0 from payment_flow where pay_order_no = :no"
                                                + " and pay_method = :method and stage <> 'ENDED'")
                                .param("no", order.get("pay_order_no").stringValue())
                                .param("method", payMethod)
                                .query(Boolean.class)
                                .single());
    }

    /// How often the payer of this order has paid, in the providers' books.
    long paidAtProviders(JsonNode order) {
        return jdbc
                .sql("select flow_no from payment_flow where pay_order_no = :no")
                .param("no", order.get("pay_order_no").stringValue())
                .query(String.class)
                .list()
                .stream()
                .map(flowNo -> town.get("/control/orders?order=" + flowNo).get("orders").get(0))
                .filter(theirs -> theirs.get("state").stringValue().equals("PAID"))
                .count();
    }
}
