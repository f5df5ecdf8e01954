package com.suanpan.bench.load;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A merchant under load: writes and signs its calls and believes only signed answers, as the merchant's
/// library does, but without a map or a tree, for it must cost next to nothing.
final class Seller {

    private static final String CODE = "{\"code\":\"";
    private static final String MESSAGE = "\",\"message\":\"";
    private static final String REQUEST = "\",\"request_no\":\"";
    private static final String TIMESTAMP = "\",\"timestamp\":\"";
    private static final String DATA = "\",\"data\":";
    private static final String SIGN = ",\"sign\":\"";

    private final String merchantId;
    private final String apiKey;
    private final Mac key;
    private final String notifyUrl;
    private final String host;

    /// @param apiPort where it calls
    Seller(String merchantId, String apiKey, String secretKey, String notifyUrl, int apiPort) {
        this.merchantId = merchantId;
        this.apiKey = apiKey;
        this.notifyUrl = notifyUrl;
        this.host = "127.0.0.1:" + apiPort;
        try {
            key = Mac.getInstance("HmacSHA256");
            key.init(
                    new SecretKeySpec(
                            secretKey.getBytes(StandardCharsets.US_ASCII), key.getAlgorithm()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A whole HTTP request to pay this order, signed now.
    byte[] payCall(Payment payment, String payMethod) {
        String amount = "%d.%02d".formatted(payment.fen / 100, payment.fen % 100);
        String nonce = nonce();
        String timestamp = Long.toString(System.currentTimeMillis() / 1000);
        String text =
                "amount="
                        + amount
                        + "&api_key="
                        + apiKey
                        + "&merchant_id="
                        + merchantId
                        + "&nonce="
                        + nonce
                        + "&notify_url="
                        + notifyUrl
                        + "&order_no="
                        + payment.orderNo
                        + "&pay_method="
                        + payMethod
                        + "&qr_image=false"
                        + "&subject=Load"
                        + "&timestamp="
                        + timestamp;
        String body =
                "{\"amount\":\""
                        + amount
                        + "\",\"api_key\":\""
                        + apiKey
                        + "\",\"merchant_id\":\""
                        + merchantId
                        + "\",\"nonce\":\""
                        + nonce
                        + "\",\"notify_url\":\""
                        + notifyUrl
                        + "\",\"order_no\":\""
                        + payment.orderNo
                        + "\",\"pay_method\":\""
                        + payMethod
                        + "\",\"qr_image\":\"false\",\"subject\":\"Load\",\"timestamp\":\""
                        + timestamp
                        + "\",\"sign\":\""
                        + sign(text)
                        + "\"}";
        String request =
                "POST /api/v1/payment/pay HTTP/1.1\r\nHost: "
                        + host
                        + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body;
        return request.getBytes(StandardCharsets.US_ASCII);
    }

    /// Writes into the payment what the platform answered at `at`.
    void read(Payment payment, String answer, long at) {
        String code = between(answer, CODE, "\"");
        if (!code.equals("SUCCESS")) {
            payment.refused(code, at);
            return;
        }
        int data = answer.indexOf(DATA);
        int sign = answer.lastIndexOf(SIGN);
        if (data < 0 || sign < 0) {
            payment.lost("an answer that is not signed");
            return;
        }
        String json = answer.substring(data + DATA.length(), sign);
        String text =
                "code="
                        + code
                        + "&data="
                        + json
                        + "&message="
                        + between(answer, MESSAGE, "\"")
                        + "&request_no="
                        + between(answer, REQUEST, "\"")
                        + "&timestamp="
                        + between(answer, TIMESTAMP, "\"");
        if (!isEqual(sign(text), between(answer.substring(sign), SIGN, "\""))) {
            payment.lost("an answer with a wrong signature");
            return;
        }
        payment.accepted(between(json, "\"flow_no\":\"", "\""), at);
    }

    /// The text between two others, empty if there is none.
    static String between(String text, String before, String after) {
        int from = text.indexOf(before);
        if (from < 0) {
            return "";
        }
        int begin = from + before.length();
        int end = text.indexOf(after, begin);
        return end < 0 ? "" : text.substring(begin, end);
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private String sign(String text) {
        try {
            Mac mac = (Mac) key.clone();
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String nonce() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }
}
