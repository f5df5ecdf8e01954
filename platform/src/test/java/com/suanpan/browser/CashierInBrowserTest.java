package com.suanpan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.suanpan.Town;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// How the payer's page behaves while it is looked at.
class CashierInBrowserTest extends EachMethod {

    private static final LocatorAssertions.IsVisibleOptions TWO_SECONDS =
            new LocatorAssertions.IsVisibleOptions().setTimeout(2_000);

    /// A page without script loads itself again every 5 s.
    private static final LocatorAssertions.IsVisibleOptions TWO_RELOADS =
            new LocatorAssertions.IsVisibleOptions().setTimeout(12_000);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void paid_shows_by_itself_and_brings_the_payer_back(boolean events) {
        JsonNode order = order();
        Page desk = payers.with(Device.DESKTOP, "zh");
        if (!events) {
            desk.addInitScript("delete window.EventSource");
        }
        desk.navigate(payPage(order));
        choose(desk, "MOCK_QR");
        code(desk).waitFor();

        String flowNo = queried(order).get("flow_no").stringValue();
        town.payer("pay", Map.of("order", flowNo));
        Town.until("the callback is taken", () -> acknowledged(flowNo));

        assertThat(title(desk, "支付成功"))
                .isVisible(
                        events
                                ? TWO_SECONDS
                                : new LocatorAssertions.IsVisibleOptions().setTimeout(6_000));
        if (events) {
            isBackAtMerchant(desk, order);
        }
    }

    @Test
    void an_order_that_its_merchant_closes_is_seen_closed() {
        JsonNode order = order();
        Page desk = cashier(order, Device.DESKTOP, "en");

        client.close(order.get("order_no").stringValue());

        assertThat(title(desk, "Order closed")).isVisible(TWO_SECONDS);
        assertThat(desk.locator("form")).hasCount(0);
    }

    @Test
    void an_order_whose_time_runs_out_is_seen_to_expire() {
        JsonNode order = order();
        Page phone = cashier(order, Device.PHONE, "zh");
        Page desk = cashier(order, Device.DESKTOP, "en");
        choose(desk, "MOCK_QR");
        code(desk).waitFor();

        timeRunsOut(order);

        assertThat(title(desk, "Order expired")).isVisible();
        assertThat(title(phone, "订单已过期")).isVisible();
        assertThat(desk.locator("form")).hasCount(0);
    }

    @Test
    void everything_can_be_reached_and_pressed_by_keys_alone() {
        JsonNode order = order();
        Page desk = cashier(order, Device.DESKTOP, "en");

        tabTo(desk, desk.locator("form[action*='/MOCK_PAGE'] button"));
        desk.keyboard().press("Enter");
        desk.waitForURL("**/payer/mock/**");
        tabTo(desk, desk.locator("button.pay"));
        desk.keyboard().press("Enter");
        assertThat(desk.getByText("Paid", new Page.GetByTextOptions().setExact(true))).isVisible();
        tabTo(desk, desk.locator("a.button"));
        desk.keyboard().press("Enter");

        isBackAtMerchant(desk, order);
    }

    /// Presses Tab until this has the focus, which must be seen.
    private static void tabTo(Page page, Locator target) {
        target.waitFor();
        for (int i = 0; i < 30; i++) {
            page.keyboard().press("Tab");
            Object seen =
                    target.evaluate(
                            "e => e === document.activeElement && getComputedStyle(e).outlineStyle !== 'none'");
            if (Boolean.TRUE.equals(seen)) {
                return;
            }
        }
        throw new AssertionError("no Tab leads to " + target);
    }

    @Test
    void a_page_of_a_computer_works_without_script() {
        JsonNode order = order();
        Page desk = payers.withoutScript(Device.DESKTOP, "zh");
        desk.navigate(payPage(order));
        choose(desk, "ALIPAY_PAGE");
        press(desk, "支付");
        link(desk, "返回商户");

        isBackAtMerchant(desk, order);
        isPaid(order, "ALIPAY_PAGE");
    }

    @Test
    void a_code_works_without_script() {
        JsonNode order = order();
        Page desk = payers.withoutScript(Device.DESKTOP, "zh");
        desk.navigate(payPage(order));
        choose(desk, "WECHAT_NATIVE");
        press(scanned(desk), "支付");

        assertThat(title(desk, "支付成功")).isVisible(TWO_RELOADS);
    }

    @ParameterizedTest
    @CsvSource({
        "DESKTOP, WECHAT_NATIVE ALIPAY_QR ALIPAY_PAGE MOCK_QR MOCK_PAGE",
        "PHONE, WECHAT_H5 ALIPAY_WAP MOCK_PAGE",
        "IN_WECHAT, WECHAT_JSAPI MOCK_PAGE",
        "IN_ALIPAY, ALIPAY_JSAPI MOCK_PAGE"
    })
    void a_device_is_offered_what_works_on_it(Device device, String payMethods) {
        Page page = cashier(order(), device, "zh");

        assertThat(page.locator("form").all())
                .extracting(form -> form.getAttribute("action").replaceAll(".*/|\\?.*", ""))
                .containsExactlyInAnyOrder(payMethods.split(" "));
    }

    @Test
    void a_page_speaks_one_language_and_changes_it_by_a_click() {
        JsonNode order = order(Map.of("subject", "Tea"));
        Page page = cashier(order, Device.PHONE, "en");
        assertThat(words(page)).doesNotContainPattern("\\p{IsHan}");

        link(page, "中文");
        assertThat(page.locator("html")).hasAttribute("lang", "zh");
        assertThat(words(page)).contains("选择支付方式").doesNotContain("Choose");
    }

    private static String words(Page page) {
        return page.locator("body").innerText().replaceAll("中文|English", "");
    }

    @Test
    void the_longest_names_and_amounts_do_not_break_a_small_window() {
        JsonNode order = order(Map.of("subject", "W".repeat(127), "amount", "99999999.99"));
        Page page = cashier(order, Device.PHONE, "zh");

        assertThat(page.getByText("99999999.99").or(page.getByText("99,999,999.99")).first())
                .isVisible();
    }

    @Test
    void a_page_does_not_jump_while_it_loads_and_when_it_is_paid() {
        JsonNode order = order();
        Page desk = payers.with(Device.DESKTOP, "zh");
        desk.addInitScript(
                """
                window.jumps = 0;
                new PerformanceObserver(list => list.getEntries().forEach(e => {
                  if (!e.hadRecentInput) window.jumps += e.value;
                })).observe({ type: 'layout-shift', buffered: true });
                """);
        desk.navigate(payPage(order));
        assertThat(desk.locator("form").first()).isVisible();
        assertThat(((Number) desk.evaluate("window.jumps")).doubleValue()).isLessThan(0.02);
    }

    @Test
    void the_docs_show_it_in_small_pictures() throws IOException {
        new CashierPictures(this).areGood();
    }

    private boolean acknowledged(String flowNo) {
        return town.get("/control/orders?order=" + flowNo)
                .get("orders")
                .get(0)
                .get("callbacks")
                .get("acknowledged")
                .booleanValue();
    }
}
