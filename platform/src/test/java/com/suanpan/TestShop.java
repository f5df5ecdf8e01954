package com.suanpan;

import com.suanpan.client.ReturnResult;
import com.suanpan.client.Returns;
import com.suanpan.client.Signing;
import com.suanpan.merchant.MerchantSecrets;
import com.suanpan.merchant.Merchants;
import com.suanpan.merchant.NewMerchant;
import com.suanpan.merchant.Scope;
import com.suanpan.merchant.Signatures;
import com.suanpan.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A merchant who calls the API by HTTP, signed by HMAC-SHA256, for tests of what comes after.
public final class TestShop {

    private static final AtomicInteger SHOPS = new AtomicInteger();

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger orders = new AtomicInteger();
    private final URI api;
    private final String merchantId;
    private final Secret key;

    private TestShop(URI api, MerchantSecrets secrets) {
        this.api = api;
        this.merchantId = secrets.merchantId();
        this.key = secrets.secretKey();
    }

    public static TestShop open(Merchants merchants, int port) {
        MerchantSecrets secrets =
                merchants.add(
                        NewMerchant.named("算珠茶馆 Abacus Tea")
                                .id("SHOP" + SHOPS.incrementAndGet())
                                .scopes(EnumSet.allOf(Scope.class))
                                .allowedIps("127.0.0.1")
                                .notifyUrl("https://merchant.example/notify"));
        return new TestShop(URI.create("http://127.0.0.1:" + port), secrets);
    }

    /// Pays 88.00 yuan under a new number; answers `data`.
    public JsonNode pay(String payMethod, Map<String, String> more)
            throws IOException, InterruptedException {
        Map<String, String> fields = new TreeMap<>(more);
        fields.put("order_no", "T" + orders.incrementAndGet());
        fields.putIfAbsent("amount", "88.00");
        fields.putIfAbsent("subject", "明前龙井 & <b>tea</b>");
        fields.put("pay_method", payMethod);
        return call("/api/v1/payment/pay", fields);
    }

    /// What `query` tells of an order.
    public JsonNode query(String payOrderNo) throws IOException, InterruptedException {
        return call("/api/v1/payment/query", Map.of("pay_order_no", payOrderNo));
    }

    /// Gives so much of an order back, in yuan; answers `data`.
    public JsonNode refund(String payOrderNo, String refundNo, String amount)
            throws IOException, InterruptedException {
        return call(
                "/api/v1/refund/create",
                Map.of("pay_order_no", payOrderNo, "refund_no", refundNo, "amount", amount));
    }

    /// What `refund/query` tells.
    public JsonNode queryRefund(String refundNo) throws IOException, InterruptedException {
        return call("/api/v1/refund/query", Map.of("refund_no", refundNo));
    }

    public String sign(Map<String, String> fields) {
        return sign(Signatures.signedText(fields));
    }

    /// As we sign what a returning browser brings to the merchant's page.
    public String signReturn(Map<String, String> fields) {
        return sign("return\n" + Signatures.signedText(fields));
    }

    /// As the merchant's library judges the address that a browser comes back to.
    public ReturnResult judgeReturn(String rawQuery) {
        return new Returns(merchantId, Signing.hmac(key.reveal())).judge(rawQuery);
    }

    private String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.bytes(), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode call(String path, Map<String, String> given)
            throws IOException, InterruptedException {
        Map<String, String> fields = new TreeMap<>(given);
        fields.put("merchant_id", merchantId);
        fields.put("timestamp", Long.toString(Instant.now().getEpochSecond()));
        fields.put("sign", sign(fields));
        HttpRequest request =
                HttpRequest.newBuilder(api.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(
                                BodyPublishers.ofString(
                                        JsonMapper.shared().writeValueAsString(fields)))
                        .build();
        JsonNode answer =
                JsonMapper.shared().readTree(client.send(request, BodyHandlers.ofString()).body());
        if (!answer.get("code").stringValue().equals("SUCCESS")) {
            throw new IllegalStateException(answer.toString());
        }
        return answer.get("data");
    }
}
