package com.suanpan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Payers pay through the cashier in a real browser, by each method that can be taken there.
class PayInBrowserTest extends Checkout {

    @Test
    void a_code_of_wechat_on_a_desk_is_scanned_and_paid() {
        JsonNode order = order(Map.of("pay_method", "WECHAT"));
        Page desk = payers.with(Device.DESKTOP, "zh");
        desk.navigate(payPage(order));
        choose(desk, "WECHAT_NATIVE");

        Page phone = scanned(desk);
        press(phone, "支付");

        assertThat(phone.getByText("支付成功")).isVisible();
        assertThat(desk.getByText("支付成功").first()).isVisible();
    }
}
