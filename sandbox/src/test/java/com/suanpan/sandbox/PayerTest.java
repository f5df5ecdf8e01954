package com.suanpan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The payer, as a person with a browser and as a program.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PayerTest {

    private Sandbox sandbox;
    private Browser browser;
    private MockMerchant merchant;

    @BeforeAll
    void a_merchant(@TempDir Path dir) throws Exception {
        sandbox = Sandbox.start(0, dir, 1);
        browser = new Browser(sandbox.uri());
        merchant = new MockMerchant(browser, sandbox.uri(), "payer");
    }

    @AfterAll
    void closed() throws Exception {
        sandbox.close();
    }

    @Test
    void a_person_scans_reads_and_pays() {
        String code = code("P1", 123_456);
        HttpResponse<String> scanned =
                browser.get("/payer/scan?code=" + URLEncoder.encode(code, StandardCharsets.UTF_8));
        assertThat(scanned.statusCode()).isEqualTo(303);
        String page = scanned.headers().firstValue("Location").orElse("");

        HttpResponse<String> shown = browser.get(page, "Accept-Language", "zh-CN,zh;q=0.9");
        assertThat(shown.body())
                .contains("1234.56", "tea 茶", merchant.number(), ">支付<", ">放弃<", "lang=\"zh-CN\"")
                .doesNotContain("<script", "{{");
        HttpResponse<String> english = browser.get(page, "Accept-Language", "en-GB");
        assertThat(english.body()).contains(">Pay<", ">Give up<", "lang=\"en\"");
        assertThat(browser.get(page + "?lang=en").body()).contains(">Pay<");

        assertThat(afterwards(page + "/give-up")).contains("您没有付款").doesNotContain(">支付<");
        assertThat(browser.order("P1").get("state").asString()).isEqualTo("WAITING");
        assertThat(afterwards(page + "/pay")).contains("支付成功");
        assertThat(browser.order("P1").get("state").asString()).isEqualTo("PAID");
        assertThat(afterwards(page + "/pay?lang=en")).contains("Paid");
    }

    /// Where the browser lands after it posted a form.
    private String afterwards(String path) {
        HttpResponse<String> posted = browser.post(path, Map.of());
        assertThat(posted.statusCode()).isEqualTo(303);
        return browser.get(posted.headers().firstValue("Location").orElse("")).body();
    }

    @Test
    void a_program_pays_by_code_picture_address_or_number() throws Exception {
        String code = code("P2", 1);
        assertThat(pay(Map.of("qr_image", picture(code)))).isEqualTo("PAID");
        assertThat(pay(Map.of("url", code("P3", 1)))).isEqualTo("PAID");
        code("P4", 1);
        assertThat(pay(Map.of("order", "P4", "provider", "MOCK"))).isEqualTo("PAID");
        code("P5", 1);
        assertThat(browser.call("/payer/give-up", Map.of("order", "P5")).get("state").asString())
                .isEqualTo("WAITING");
    }

    @Test
    void nobody_pays_what_nobody_knows() {
        assertThat(browser.post("/payer/pay", Map.of("code", "nonsense")).statusCode())
                .isEqualTo(404);
        assertThat(browser.post("/payer/pay", Map.of("order", "nobody")).statusCode())
                .isEqualTo(404);
        assertThat(browser.post("/payer/pay", Map.of()).statusCode()).isEqualTo(400);
        assertThat(browser.get("/payer/scan?code=nonsense").body()).contains("无法付款");
        assertThat(browser.get("/payer/mock/nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void what_is_shown_cannot_carry_markup() {
        String page =
                URI.create(
                                merchant.read(merchant.pay("P6", 1, "<b>&\"tea\""))
                                        .get("pay_url")
                                        .asString())
                        .getPath();
        assertThat(browser.get(page).body())
                .contains("&lt;b&gt;&amp;&quot;tea&quot;")
                .doesNotContain("<b>");
    }

    private String pay(Map<String, Object> what) {
        return browser.call("/payer/pay", what).get("state").asString();
    }

    private String code(String order, long amount) {
        return merchant.read(merchant.pay(order, amount)).get("pay_url").asString();
    }

    private static String picture(String text) throws IOException, WriterException {
        BitMatrix matrix = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 240, 240);
        BufferedImage image = new BufferedImage(240, 240, BufferedImage.TYPE_BYTE_BINARY);
        for (int x = 0; x < 240; x++) {
            for (int y = 0; y < 240; y++) {
                image.setRGB(x, y, matrix.get(x, y) ? 0xff000000 : 0xffffffff);
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
    }
}
