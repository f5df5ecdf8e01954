package com.suanpan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Payers pay through the cashier in a real browser, by each method that can be taken there, clicking
/// in the provider's page too, and are brought back to the merchant. Tests of `CashierInBrowserTest`, so
/// that one server serves all.
abstract class EachMethod extends Checkout {

    private JsonNode order;

    @BeforeEach
    void an_order_whose_payer_is_to_choose() {
        order = order();
    }

    @ParameterizedTest
    @CsvSource({"WECHAT_NATIVE", "ALIPAY_QR", "MOCK_QR"})
    void a_code_on_a_desk_is_scanned_by_a_phone_and_paid(String payMethod) {
        Page desk = cashier(order, Device.DESKTOP, "zh");
        choose(desk, payMethod);

        Page phone = scanned(desk);
        press(phone, "支付");

        assertThat(phone.getByText("支付成功")).isVisible();
        assertThat(title(desk, "支付成功")).isVisible();
        link(desk, "返回商户");
        isBackAtMerchant(desk, order);
        isPaid(order, payMethod);
    }

    @ParameterizedTest
    @CsvSource({
        "DESKTOP, ALIPAY_PAGE",
        "DESKTOP, MOCK_PAGE",
        "PHONE, WECHAT_H5",
        "PHONE, ALIPAY_WAP",
        "PHONE, MOCK_PAGE"
    })
    void a_providers_page_is_opened_paid_in_and_left_for_the_merchant(
            Device device, String payMethod) {
        Page page = cashier(order, device, "en");
        choose(page, payMethod);

        press(page, "Pay");
        link(page, "Back to the merchant");

        isBackAtMerchant(page, order);
        isPaid(order, payMethod);
    }

    @ParameterizedTest
    @CsvSource({"IN_WECHAT, WECHAT_JSAPI", "IN_ALIPAY, ALIPAY_JSAPI"})
    void inside_an_app_the_payer_is_known_and_asked_by_the_app(Device device, String payMethod) {
        town.knob(Map.of("knob", "STRICT_PAYER"));
        Page page = cashier(order, device, "zh");

        Page window = page.waitForPopup(() -> choose(page, payMethod));
        press(window, "支付");

        link(page, "返回商户");
        isBackAtMerchant(page, order);
        isPaid(order, payMethod);
        assertThat(window.isClosed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"IN_WECHAT, WECHAT_JSAPI", "IN_ALIPAY, ALIPAY_JSAPI"})
    void who_gives_up_inside_an_app_can_pay_all_the_same(Device device, String payMethod) {
        Page page = cashier(order, device, "zh");
        press(page.waitForPopup(() -> choose(page, payMethod)), "放弃");
        assertThat(page.getByText("已取消付款")).isVisible();

        Page again = page.waitForPopup(() -> press(page, "支付 ¥88.00"));
        press(again, "支付");

        link(page, "返回商户");
        isBackAtMerchant(page, order);
        isPaid(order, payMethod);
    }

    @ParameterizedTest
    @CsvSource({"IN_WECHAT, WECHAT_JSAPI", "IN_ALIPAY, ALIPAY_JSAPI"})
    void a_window_of_the_app_that_is_shut_is_a_payment_given_up(Device device, String payMethod) {
        Page page = cashier(order, device, "en");
        page.waitForPopup(() -> choose(page, payMethod)).close();

        assertThat(page.getByText("Cancelled. You can pay again.")).isVisible();
    }

    @ParameterizedTest
    @CsvSource({"AUTHORIZE, ''", "TOKEN, 40163"})
    void who_cannot_be_known_inside_an_app_may_try_again(String on, String code) {
        Page page = cashier(order, Device.IN_WECHAT, "zh");
        town.knob(Map.of("knob", "REFUSE", "on", on, "code", code, "count", 1));
        choose(page, "WECHAT_JSAPI");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("授权");

        press(page.waitForPopup(() -> choose(page, "WECHAT_JSAPI")), "支付");

        link(page, "返回商户");
        isPaid(order, "WECHAT_JSAPI");
    }

    @Test
    void who_gives_up_at_a_provider_can_come_back_and_pay_by_the_same_method() {
        Page page = cashier(order, Device.DESKTOP, "zh");
        choose(page, "ALIPAY_PAGE");
        press(page, "放弃");
        assertThat(page.getByText("您没有付款")).isVisible();

        page.navigate(payPage(order));
        choose(page, "ALIPAY_PAGE");
        press(page, "支付");
        link(page, "返回商户");

        isBackAtMerchant(page, order);
        isPaid(order, "ALIPAY_PAGE");
    }

    @Test
    void a_payer_who_changes_the_method_pays_once_and_the_first_code_is_dead() {
        Page desk = cashier(order, Device.DESKTOP, "zh");
        choose(desk, "WECHAT_NATIVE");
        Page wechat = scanned(desk);
        String first = code(desk).getAttribute("src");

        choose(desk, "ALIPAY_QR");
        assertThat(code(desk)).not().hasAttribute("src", first);
        Page alipay = scanned(desk);
        attemptEnds(order, "WECHAT_NATIVE");
        press(wechat, "支付");
        assertThat(wechat.getByText("订单已关闭")).isVisible();
        press(alipay, "支付");

        assertThat(title(desk, "支付成功")).isVisible();
        isPaid(order, "ALIPAY_QR");
        assertThat(paidAtProviders(order)).isEqualTo(1);
    }
}
