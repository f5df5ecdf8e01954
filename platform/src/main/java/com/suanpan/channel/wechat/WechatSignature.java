package com.suanpan.channel.wechat;

import com.suanpan.channel.RsaSha256;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/// The signature of an answer or a notice, as its headers claim it; and how we sign our requests.
///
/// @param serial names the key: a platform certificate's number or `PUB_KEY_ID_…`
record WechatSignature(String serial, String timestamp, String nonce, String value) {

    private static final Duration FRESH = Duration.ofMinutes(5);

    /// Headers that are missing count as empty.
    static WechatSignature claimed(Function<String, Optional<String>> header) {
        return new WechatSignature(
                header.apply("Wechatpay-Serial").orElse(""),
                header.apply("Wechatpay-Timestamp").orElse(""),
                header.apply("Wechatpay-Nonce").orElse(""),
                header.apply("Wechatpay-Signature").orElse(""));
    }

    /// The `Authorization` header of a request of ours: its line, path with query as on the wire, and
    /// the exact body bytes are under the signature.
    static String authorization(
            WechatAccount mine, String method, URI uri, byte[] body, long timestamp, String nonce) {
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String head =
                method + "\n" + uri.getRawPath() + query + "\n" + timestamp + "\n" + nonce + "\n";
        return "WECHATPAY2-SHA256-RSA2048 mchid=\"%s\",nonce_str=\"%s\",signature=\"%s\",timestamp=\"%d\",serial_no=\"%s\""
                .formatted(
                        mine.mchId(),
                        nonce,
                        RsaSha256.sign(mine.ours(), signed(head, body)),
                        timestamp,
                        mine.serialNo());
    }

    /// Whether there is a signature at all: some errors come without one.
    boolean isThere() {
        return !serial.isEmpty() && !value.isEmpty();
    }

    boolean isGenuine(WechatAccount mine, byte[] body) {
        byte[] text = signed(timestamp + "\n" + nonce + "\n", body);
        return mine.key(serial).map(key -> RsaSha256.verify(key, text, value)).orElse(false);
    }

    boolean isFresh(Instant now) {
        return timestamp.matches("[0-9]{1,12}")
                && Math.abs(now.getEpochSecond() - Long.parseLong(timestamp)) <= FRESH.toSeconds();
    }

    private static byte[] signed(String head, byte[] body) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(head.length() + body.length + 1);
        text.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        text.writeBytes(body);
        text.write('\n');
        return text.toByteArray();
    }
}
