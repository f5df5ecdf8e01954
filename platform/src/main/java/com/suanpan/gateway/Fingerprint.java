package com.suanpan.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// What makes a repeated call the same call (请求指纹): SHA-256, lower hex, of the fields as written.
/// `order` covers the order; `method` covers how it is to be paid, which the payer may change while the
/// order is open. What only dates, signs or names a key, and what only shapes the answer (`qr_image`), is
/// in neither. An integer and a string of the same text are equal, as they are under the signature;
/// "100.0" and "100.00" are not. An empty field is an absent one.
public record Fingerprint(String order, String method) {

    private static final Set<String> NEITHER =
            Set.of("timestamp", "nonce", "sign", "sign_type", "client_ip", "api_key", "qr_image");

    private static final Set<String> OF_THE_METHOD =
            Set.of(
                    "pay_method",
                    "payer_id",
                    "auth_code",
                    "agreement_no",
                    "balance_amount",
                    "return_url",
                    "device_id");

    public static Fingerprint of(Map<String, String> fields) {
        return new Fingerprint(
                digest(fields, name -> !NEITHER.contains(name) && !OF_THE_METHOD.contains(name)),
                digest(fields, OF_THE_METHOD::contains));
    }

    /// Names and values each preceded by their length, so that no two sets of fields read alike.
    private static String digest(Map<String, String> fields, Predicate<String> counts) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(fields)
                    .forEach((name, value) -> {
                        if (counts.test(name) && !value.isEmpty()) {
                            add(sha256, name);
                            add(sha256, value);
                        }
                    });
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(MessageDigest to, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        to.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        to.update(bytes);
    }
}
