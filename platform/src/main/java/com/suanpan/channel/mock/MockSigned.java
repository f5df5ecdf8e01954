package com.suanpan.channel.mock;

import com.suanpan.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What one signature covers: lower-case hex of HMAC-SHA256 over five lines, the last one the body.
///
/// @param first `POST`, or the HTTP status of an answer
/// @param path the request's, also under its answer; `/mock/callback` under every callback
record MockSigned(String first, String path, String timestamp, String nonce, byte[] body) {

    private static final String MERCHANT = "Mock-Merchant";
    private static final String TIMESTAMP = "Mock-Timestamp";
    private static final String NONCE = "Mock-Nonce";
    private static final String SIGNATURE = "Mock-Signature";
    private static final Duration FRESH = Duration.ofMinutes(5);

    /// What headers and body that came claim to be signed; a header that is missing counts as empty.
    static MockSigned claimed(
            String first, String path, Function<String, Optional<String>> header, byte[] body) {
        return new MockSigned(
                first,
                path,
                header.apply(TIMESTAMP).orElse(""),
                header.apply(NONCE).orElse(""),
                body);
    }

    /// The four headers that go with it.
    Map<String, String> headers(MockAccount account) {
        return Map.of(
                MERCHANT,
                account.merchantNo(),
                TIMESTAMP,
                timestamp,
                NONCE,
                nonce,
                SIGNATURE,
                signature(account.secret()));
    }

    /// Whether the headers that came hold this account's signature of it; compared in constant time.
    boolean isGenuine(MockAccount account, Function<String, Optional<String>> header) {
        byte[] came = header.apply(SIGNATURE).orElse("").getBytes(StandardCharsets.UTF_8);
        byte[] due = signature(account.secret()).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(came, due);
    }

    boolean isFresh(Instant now) {
        return timestamp.matches("[0-9]{1,12}")
                && Math.abs(now.getEpochSecond() - Long.parseLong(timestamp)) <= FRESH.toSeconds();
    }

    private String signature(Secret key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.bytes(), mac.getAlgorithm()));
            return HexFormat.of().formatHex(mac.doFinal(text()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }

    private byte[] text() {
        String head = first + "\n" + path + "\n" + timestamp + "\n" + nonce + "\n";
        ByteArrayOutputStream text = new ByteArrayOutputStream(head.length() + body.length + 1);
        text.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        text.writeBytes(body);
        text.write('\n');
        return text.toByteArray();
    }
}
