package com.suanpan.sandbox;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;

/// Reads a code from its picture, as a camera does.
final class QrImage {

    private static final String PNG = "data:image/png;base64,";

    private QrImage() {}

    static String read(String dataUri) {
        if (!dataUri.startsWith(PNG)) {
            throw new IllegalArgumentException("qr_image is no PNG data URI");
        }
        try {
            byte[] png = Base64.getDecoder().decode(dataUri.substring(PNG.length()));
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
            if (image == null) {
                throw new IllegalArgumentException("qr_image is no picture");
            }
            int width = image.getWidth();
            int height = image.getHeight();
            int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
            return decode(new RGBLuminanceSource(width, height, pixels));
        } catch (IOException e) {
            throw new IllegalArgumentException("qr_image is no picture", e);
        } catch (ReaderException e) {
            throw new IllegalArgumentException("the code in qr_image cannot be read", e);
        }
    }

    /// A drawn code is read by its grid: looking for its corners as in a photograph misses one in a
    /// hundred.
    private static String decode(LuminanceSource picture) throws ReaderException {
        BinaryBitmap bits = new BinaryBitmap(new HybridBinarizer(picture));
        QRCodeReader reader = new QRCodeReader();
        try {
            return reader.decode(bits, Map.of(DecodeHintType.PURE_BARCODE, true)).getText();
        } catch (ReaderException _) {
            return reader.decode(bits).getText();
        }
    }
}
