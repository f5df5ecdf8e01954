package com.suanpan.client;

import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Calls Suanpan for a merchant: signs each call, verifies each answer, and says which of three things
/// happened. It never repeats a call by itself and never throws for what happened on the way. Immutable;
/// one for the whole program, for all threads.
///
/// ```java
/// var suanpan = new SuanpanClient("https://pay.example", merchantId, apiKey, Signing.hmac(secretKey));
/// var request = PayRequest.of("A1").amount("100.00").subject("Jasmine tea").payMethod("CASHIER");
/// switch (suanpan.pay(request)) {
///     case Answered answered -> redirect(answered.order().payUrl());
///     case Refused refused -> explain(refused.code(), refused.mayTryAgain());
///     case Unknown unknown -> askLater(unknown.query());
/// }
/// ```
public final class SuanpanClient implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String NONCE = "nonce";

    private final String baseUrl;
    private final String merchantId;
    private final String apiKey;
    private final Signing signing;
    private final ClientOptions options;
    private final Answers answers;
    private final Exchange exchange;

    public SuanpanClient(String baseUrl, String merchantId, String apiKey, Signing signing) {
        this(baseUrl, merchantId, apiKey, signing, ClientOptions.usual());
    }

    /// @throws IllegalArgumentException if `baseUrl` is no address
    public SuanpanClient(
            String baseUrl,
            String merchantId,
            String apiKey,
            Signing signing,
            ClientOptions options) {
        this.baseUrl = URI.create(baseUrl.replaceAll("/+$", "")).toString();
        this.merchantId = merchantId;
        this.apiKey = apiKey;
        this.signing = signing;
        this.options = options;
        this.answers = new Answers(signing);
        this.exchange = new Exchange(options);
    }

    /// Starts a payment (支付). The same request again gives the same order, and moves no money twice.
    public Outcome pay(PayRequest request) {
        return ofThisOrder(pay(request.fields()), request.query());
    }

    /// Asks what became of an order (查询).
    public Outcome query(OrderQuery query) {
        return ofThisOrder(call("/api/v1/payment/query", query.fields()), query);
    }

    /// The same by the merchant's own number.
    public Outcome query(String orderNo) {
        return query(OrderQuery.ofOrderNo(orderNo));
    }

    /// Closes an order that nobody paid (关闭). `PROCESSING` is not closed yet: a notice tells the end.
    public Outcome close(OrderQuery query) {
        return ofThisOrder(call("/api/v1/payment/close", query.fields()), query);
    }

    /// The same by the merchant's own number.
    public Outcome close(String orderNo) {
        return close(OrderQuery.ofOrderNo(orderNo));
    }

    /// Pays by bare fields, as `docs/api.md` names them; the answer is not held against the order.
    public Outcome pay(Map<String, ?> fields) {
        return call("/api/v1/payment/pay", fields);
    }

    /// Makes any call of the API: adds `merchant_id`, `api_key`, `timestamp`, `nonce` and `sign` where the
    /// caller did not. Values are strings or whole numbers.
    public Outcome call(String path, Map<String, ?> fields) {
        @Nullable OrderQuery about = OrderQuery.of(fields).orElse(null);
        Exchange.Result result = exchange.post(URI.create(baseUrl + path), signed(fields));
        if (result instanceof Exchange.Result.Came came) {
            return answers.judge(came, about, !fields.containsKey(NONCE));
        }
        return new Outcome.Unknown(((Exchange.Result.Lost) result).why(), null, about);
    }

    /// The body of a call, signed now; for whoever sends it by other means.
    ///
    /// @throws IllegalArgumentException if a value is neither a string nor a whole number
    public String signed(Map<String, ?> fields) {
        Map<String, Object> all = new LinkedHashMap<>(fields);
        all.putIfAbsent("merchant_id", merchantId);
        all.putIfAbsent("api_key", apiKey);
        all.putIfAbsent("timestamp", Long.toString(options.clock().instant().getEpochSecond()));
        all.putIfAbsent(NONCE, nonce());
        Map<String, String> texts = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            if (!(value instanceof String || value instanceof Integer || value instanceof Long)) {
                throw new IllegalArgumentException(name + " must be a string or a whole number");
            }
            texts.put(name, value.toString());
        });
        all.put("sign", signing.sign(Signing.text(texts)));
        return JSON.writeValueAsString(all);
    }

    /// A signed answer about another order is an old one, or another's: it says nothing about ours.
    private Outcome ofThisOrder(Outcome outcome, OrderQuery asked) {
        if (!(outcome instanceof Outcome.Answered answered)
                || answered.orderIfAny().filter(order -> isOurs(order, asked)).isPresent()) {
            return outcome;
        }
        return new Outcome.Unknown(
                "the answer is not about this order", answered.requestNo(), asked);
    }

    private boolean isOurs(Order order, OrderQuery asked) {
        return order.merchantId().equals(merchantId) && asked.isAbout(order);
    }

    private static String nonce() {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /// Waits for the calls under way.
    @Override
    public void close() {
        exchange.close();
    }
}
