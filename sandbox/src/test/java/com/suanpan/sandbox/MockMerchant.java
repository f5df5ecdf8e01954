package com.suanpan.sandbox;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.node.ObjectNode;

/// A merchant that speaks the mock protocol, written from its description.
final class MockMerchant {

    private final Browser browser;
    private final Map<String, String> settings;
    private final String notifyUrl;

    MockMerchant(Browser browser, URI sandbox, String name) {
        this.browser = browser;
        this.settings = browser.account("MOCK");
        this.notifyUrl = sandbox + "/merchant/notify/" + name;
    }

    String number() {
        return field("merchant_no");
    }

    HttpResponse<String> pay(String orderNo, long amount) {
        return pay(orderNo, amount, "tea 茶");
    }

    HttpResponse<String> pay(String orderNo, long amount, String subject) {
        Map<String, Object> body = body(orderNo);
        body.put("amount", amount);
        body.put("currency", "CNY");
        body.put("subject", subject);
        body.put("scene", "QR");
        body.put("notify_url", notifyUrl);
        return send("/mock/pay", body);
    }

    HttpResponse<String> query(String orderNo) {
        return send("/mock/query", body(orderNo));
    }

    HttpResponse<String> close(String orderNo) {
        return send("/mock/close", body(orderNo));
    }

    HttpResponse<String> refund(String orderNo, String refundNo, long amount) {
        Map<String, Object> body = body(orderNo);
        body.put("refund_no", refundNo);
        body.put("amount", amount);
        body.put("currency", "CNY");
        body.put("notify_url", notifyUrl);
        return send("/mock/refund", body);
    }

    HttpResponse<String> refundQuery(String orderNo, String refundNo) {
        Map<String, Object> body = body(orderNo);
        body.put("refund_no", refundNo);
        return send("/mock/refund_query", body);
    }

    ObjectNode read(HttpResponse<String> answer) {
        return Json.object(answer.body());
    }

    private Map<String, Object> body(String orderNo) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("merchant_no", number());
        body.put("order_no", orderNo);
        return body;
    }

    HttpResponse<String> send(String path, Map<String, Object> fields) {
        String body = Json.write(fields);
        String nonce = UUID.randomUUID().toString().replace("-", "");
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        return browser.send(
                HttpRequest.newBuilder(URI.create(field("base_url") + path))
                        .header("Mock-Merchant", number())
                        .header("Mock-Timestamp", timestamp)
                        .header("Mock-Nonce", nonce)
                        .header("Mock-Signature", sign("POST", path, timestamp, nonce, body))
                        .POST(BodyPublishers.ofString(body)));
    }

    /// Whether an answer is signed by our secret.
    boolean believes(HttpResponse<String> answer) {
        return header(answer, "Mock-Signature")
                .equals(
                        sign(
                                Integer.toString(answer.statusCode()),
                                answer.uri().getPath(),
                                header(answer, "Mock-Timestamp"),
                                header(answer, "Mock-Nonce"),
                                answer.body()));
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    String sign(String first, String path, String timestamp, String nonce, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(
                    new SecretKeySpec(
                            field("secret").getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String text = String.join("\n", first, path, timestamp, nonce, body, "");
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String field(String name) {
        return settings.getOrDefault(name, "");
    }
}
