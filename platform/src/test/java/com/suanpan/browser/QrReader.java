package com.suanpan.browser;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.Locator;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.imageio.ImageIO;

/// The camera of a phone, held before a screen.
final class QrReader {

    private QrReader() {}

    /// The text of the code that this element shows, read from a picture of the screen.
    static String read(Locator shown) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(shown.screenshot()));
            int[] pixels =
                    image.getRGB(
                            0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
            return text(new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReaderException e) {
            throw new AssertionError("no code can be read", e);
        }
    }

    private static String text(RGBLuminanceSource source) throws ReaderException {
        try {
            return text(source, Map.of(DecodeHintType.TRY_HARDER, true));
        } catch (NotFoundException e) {
            return text(source, Map.of(DecodeHintType.PURE_BARCODE, true));
        }
    }

    private static String text(RGBLuminanceSource source, Map<DecodeHintType, ?> hints)
            throws ReaderException {
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)), hints)
                .getText();
    }
}
