package com.suanpan.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;

/// The pictures of `docs/cashier.md`: looked over, and taken anew with `-Dsuanpan.docs=write`.
final class CashierPictures {

    private static final Path DOCS = Path.of("../docs");
    private static final Path FOLDER = DOCS.resolve("cashier");
    private static final int LARGEST = 60 * 1024;
    private static final List<Device> SIZES = List.of(Device.DESKTOP, Device.PHONE);

    /// What the payer and the merchant do until the page looks like its name.
    private static final Map<String, BiConsumer<CashierPictures, Shown>> STATES =
            Map.of(
                    "choosing", (_, _) -> {},
                    "paying", CashierPictures::paying,
                    "paid", CashierPictures::paid,
                    "closed", CashierPictures::closed,
                    "expired", CashierPictures::expired);

    private record Shown(JsonNode order, Page page, Device device, boolean zh) {}

    private final Checkout checkout;

    CashierPictures(Checkout checkout) {
        this.checkout = checkout;
    }

    /// The page shows each picture, and each is small and of its size.
    void areGood() throws IOException {
        if ("write".equals(System.getProperty("suanpan.docs"))) {
            write();
        }
        Pattern shown = Pattern.compile("cashier/([a-z0-9-]+\\.png)");
        String page = Files.readString(DOCS.resolve("cashier.md"));
        TreeSet<String> named = new TreeSet<>();
        shown.matcher(page).results().forEach(match -> named.add(match.group(1)));
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(named)
                    .hasSize(STATES.size() * SIZES.size() * 2);
        }
        for (String name : named) {
            Path file = FOLDER.resolve(name);
            BufferedImage image = ImageIO.read(file.toFile());
            assertThat(Files.size(file)).as(name).isLessThanOrEqualTo(LARGEST);
            assertThat(name).contains("-" + image.getWidth() + "-");
        }
    }

    private void write() throws IOException {
        Files.createDirectories(FOLDER);
        STATES.forEach((state, happens) -> {
            for (Device device : SIZES) {
                for (boolean zh : new boolean[] {true, false}) {
                    Shown shown = opened(state, device, zh);
                    happens.accept(this, shown);
                    picture(shown, state);
                    shown.page().context().close();
                }
            }
        });
    }

    private Shown opened(String state, Device device, boolean zh) {
        JsonNode order = checkout.order(Map.of("subject", zh ? "明前龙井 50 克" : "Longjing tea, 50 g"));
        Device with = state.equals("paying") && device == Device.PHONE ? Device.IN_WECHAT : device;
        Page page = checkout.cashier(order, with, zh ? "zh" : "en");
        return new Shown(order, page, device, zh);
    }

    /// At a desk a code to scan; inside WeChat the window was shut once.
    private void paying(Shown shown) {
        if (shown.device() == Device.DESKTOP) {
            Checkout.choose(shown.page(), "WECHAT_NATIVE");
            Checkout.code(shown.page()).waitFor();
        } else {
            shown.page().waitForPopup(() -> Checkout.choose(shown.page(), "WECHAT_JSAPI")).close();
            shown.page().getByText(shown.zh() ? "已取消付款" : "Cancelled").waitFor();
        }
    }

    private void paid(Shown shown) {
        Page desk = checkout.cashier(shown.order(), Device.DESKTOP, "zh");
        Checkout.choose(desk, "MOCK_QR");
        Checkout.code(desk).waitFor();
        desk.context().close();
        checkout.town.payer(
                "pay",
                Map.of("order", checkout.queried(shown.order()).get("flow_no").stringValue()));
        Checkout.title(shown.page(), shown.zh() ? "支付成功" : "Paid").waitFor();
    }

    private void closed(Shown shown) {
        checkout.client.close(shown.order().get("order_no").stringValue());
        Checkout.title(shown.page(), shown.zh() ? "订单已关闭" : "Order closed").waitFor();
    }

    private void expired(Shown shown) {
        checkout.timeRunsOut(shown.order());
        Checkout.title(shown.page(), shown.zh() ? "订单已过期" : "Order expired").waitFor();
    }

    private static void picture(Shown shown, String state) {
        Page page = shown.page();
        page.evaluate("document.activeElement.blur()");
        byte[] picture =
                page.screenshot(
                        new Page.ScreenshotOptions()
                                .setFullPage(true)
                                .setAnimations(ScreenshotAnimations.DISABLED));
        String size = Integer.toString(shown.device().width);
        String name = "%s-%s-%s.png".formatted(state, size, shown.zh() ? "zh" : "en");
        try {
            SmallPicture.write(picture, FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
