package com.suanpan.browser;

import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.Locator;
import com.suanpan.Town;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/// The camera of a phone, held before a screen.
final class QrReader {

    private QrReader() {}

    /// The text of the code that this element shows, read from pictures of the screen: a camera that
    /// cannot read one takes another, and looks at it in other ways.
    static String read(Locator shown) {
        String[] read = new String[1];
        Town.until(
                "a code can be read",
                () -> {
                    read[0] = text(picture(shown));
                    return read[0] != null;
                });
        return read[0];
    }

    private static BufferedImage picture(Locator shown) {
        try {
            return ImageIO.read(new ByteArrayInputStream(shown.screenshot()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable String text(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        LuminanceSource source =
                new RGBLuminanceSource(
                        width, height, image.getRGB(0, 0, width, height, null, 0, width));
        for (Binarizer light :
                List.of(new HybridBinarizer(source), new GlobalHistogramBinarizer(source))) {
            for (DecodeHintType way :
                    List.of(DecodeHintType.TRY_HARDER, DecodeHintType.PURE_BARCODE)) {
                try {
                    return new QRCodeReader()
                            .decode(new BinaryBitmap(light), Map.of(way, true))
                            .getText();
                } catch (ReaderException _) {
                    // Another way may see it.
                }
            }
        }
        return null;
    }
}
