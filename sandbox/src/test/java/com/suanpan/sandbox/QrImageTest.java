package com.suanpan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrImageTest {

    /// All but the first are codes in which ZXing's search for corners finds none.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "weixin://wxpay/bizpayurl?pr=0123456789",
                "http://127.0.0.1:28090/payer/mock/c08563590b6e76b516c0dd86a363c7f4",
                "http://127.0.0.1:28090/payer/mock/faad4c43e358037e80510bf6683a3ce3",
                "http://127.0.0.1:28090/payer/mock/5b134c524a70c0e8135539d2c0c9a774"
            })
    void a_drawn_code_is_read(String text) throws Exception {
        assertThat(QrImage.read(drawn(text))).isEqualTo(text);
    }

    private static String drawn(String text) throws Exception {
        BitMatrix code =
                new QRCodeWriter()
                        .encode(
                                text,
                                BarcodeFormat.QR_CODE,
                                0,
                                0,
                                Map.of(
                                        EncodeHintType.ERROR_CORRECTION,
                                        ErrorCorrectionLevel.M,
                                        EncodeHintType.MARGIN,
                                        4));
        int module = 6;
        int size = code.getWidth() * module;
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                image.setRGB(x, y, code.get(x / module, y / module) ? 0 : 0xffffff);
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
    }
}
