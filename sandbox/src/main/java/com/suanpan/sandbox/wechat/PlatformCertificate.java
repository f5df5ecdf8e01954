package com.suanpan.sandbox.wechat;

import com.suanpan.sandbox.Rsa;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/// A self-signed X.509 certificate for a platform key, written as DER by hand: the JDK can read
/// certificates but has no public way to make one.
final class PlatformCertificate {

    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int UTF8_STRING = 0x0c;
    private static final int GENERALIZED_TIME = 0x18;

    /// OID 1.2.840.113549.1.1.11 (sha256WithRSAEncryption) with NULL.
    private static final byte[] SHA256_WITH_RSA =
            Base64.getDecoder().decode("MA0GCSqGSIb3DQEBCwUA");

    /// OID 2.5.4.3 (commonName).
    private static final byte[] COMMON_NAME = {0x06, 0x03, 0x55, 0x04, 0x03};

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private PlatformCertificate() {}

    /// PEM; `serial` is hex.
    static String pem(KeyPair pair, String serial, Instant from, Instant until) {
        byte[] name =
                der(
                        SEQUENCE,
                        der(SET, der(SEQUENCE, COMMON_NAME, text("Tenpay.com sign (sandbox)"))));
        byte[] body =
                der(
                        SEQUENCE,
                        der(INTEGER, new BigInteger(serial, 16).toByteArray()),
                        SHA256_WITH_RSA,
                        name,
                        der(SEQUENCE, time(from), time(until)),
                        name,
                        pair.getPublic().getEncoded());
        byte[] signature = Rsa.sign(pair.getPrivate(), body);
        byte[] whole =
                der(SEQUENCE, body, SHA256_WITH_RSA, der(BIT_STRING, new byte[] {0}, signature));
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(whole)
                + "\n-----END CERTIFICATE-----\n";
    }

    private static byte[] text(String text) {
        return der(UTF8_STRING, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] time(Instant at) {
        return der(GENERALIZED_TIME, TIME.format(at).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        int length = content.size();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        if (length < 0x80) {
            all.write(length);
        } else if (length < 0x100) {
            all.write(0x81);
            all.write(length);
        } else {
            all.write(0x82);
            all.write(length >> 8);
            all.write(length);
        }
        all.writeBytes(content.toByteArray());
        return all.toByteArray();
    }
}
