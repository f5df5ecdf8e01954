package com.suanpan.sandbox.mock;

import com.suanpan.sandbox.Account;
import com.suanpan.sandbox.Call;
import com.suanpan.sandbox.Twist;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The signature of the mock protocol: HMAC-SHA256 over five lines.
final class MockSignature {

    private static final long WINDOW_SECONDS = 300;

    private final Clock clock;

    MockSignature(Clock clock) {
        this.clock = clock;
    }

    /// Why a request is not believed, or the empty text.
    String fault(Account account, Call call) {
        String timestamp = call.header("Mock-Timestamp");
        String nonce = call.header("Mock-Nonce");
        String signature = call.header("Mock-Signature");
        if (timestamp == null
                || !timestamp.matches("[0-9]{1,12}")
                || nonce == null
                || !nonce.matches("[0-9A-Za-z]{16,32}")
                || signature == null) {
            return "SIGN_ERROR";
        }
        String text = text(call.method(), call.path(), timestamp, nonce, call.text());
        byte[] expected = hmac(account.fact("secret"), text).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.US_ASCII))) {
            return "SIGN_ERROR";
        }
        long age = clock.instant().getEpochSecond() - Long.parseLong(timestamp);
        return Math.abs(age) > WINDOW_SECONDS ? "TIMESTAMP_EXPIRED" : "";
    }

    /// The four headers of an answer or a callback.
    Map<String, String> headers(
            Account account, String first, String path, String nonce, String body, Twist twist) {
        String timestamp = Long.toString(clock.instant().getEpochSecond() + twist.skewSeconds());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Mock-Merchant", account.number());
        headers.put("Mock-Timestamp", timestamp);
        headers.put("Mock-Nonce", nonce);
        String text = text(first, path, timestamp, nonce, body);
        String secret = account.fact("secret");
        switch (twist.seal()) {
            case GENUINE -> headers.put("Mock-Signature", hmac(secret, text));
            case SPOILED -> headers.put("Mock-Signature", spoiled(hmac(secret, text)));
            case WRONG_KEY -> headers.put("Mock-Signature", hmac("not " + secret, text));
            case CHANGED_BODY -> headers.put("Mock-Signature", hmac(secret, text + " "));
            case NONE, PROBE -> {}
        }
        return headers;
    }

    private static String spoiled(String sign) {
        return (sign.charAt(0) == '0' ? '1' : '0') + sign.substring(1);
    }

    private static String text(
            String first, String path, String timestamp, String nonce, String body) {
        return String.join("\n", first, path, timestamp, nonce, body, "");
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
