package com.suanpan.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls Suanpan for a merchant: signs each call, verifies each answer, and says which of three things
/// happened. It never repeats a call by itself. Safe for many threads.
///
/// ```java
/// var suanpan = new SuanpanClient("http://localhost:8080", merchantId, apiKey, Signing.hmac(secretKey));
/// switch (suanpan.pay(Map.of("order_no", "A1", "amount", "100.00", "pay_method", "WECHAT_NATIVE", …))) {
///     case Answered(var data, _) -> show(data.get("qr_code").stringValue());
///     case Refused(var code, var message, …) -> …
///     case Unknown _ -> askLater("A1");
/// }
/// ```
public final class SuanpanClient implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final int LARGEST_ANSWER = 1024 * 1024;
    private static final String SYSTEM_ERROR = "SYSTEM_ERROR";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final URI baseUrl;
    private final String merchantId;
    private final String apiKey;
    private final Signing signing;
    private final Clock clock;
    private final Duration deadline;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(CONNECT)
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    public SuanpanClient(String baseUrl, String merchantId, String apiKey, Signing signing) {
        this(baseUrl, merchantId, apiKey, signing, Clock.systemUTC(), DEADLINE);
    }

    /// @param deadline of a whole call, from connecting to the answer's last byte
    public SuanpanClient(
            String baseUrl,
            String merchantId,
            String apiKey,
            Signing signing,
            Clock clock,
            Duration deadline) {
        this.baseUrl = URI.create(baseUrl.replaceAll("/+$", ""));
        this.merchantId = merchantId;
        this.apiKey = apiKey;
        this.signing = signing;
        this.clock = clock;
        this.deadline = deadline;
    }

    /// Starts a payment; the same fields again give the same order.
    public Outcome pay(Map<String, ?> fields) {
        return call("/api/v1/payment/pay", fields);
    }

    /// Asks for an order by the merchant's own number.
    public Outcome query(String orderNo) {
        return call("/api/v1/payment/query", Map.of("order_no", orderNo));
    }

    /// Closes an order that nobody paid.
    public Outcome close(String orderNo) {
        return call("/api/v1/payment/close", Map.of("order_no", orderNo));
    }

    /// Makes any call of the API: adds `merchant_id`, `api_key`, `timestamp`, `nonce` and `sign` where the
    /// caller did not. Values are strings or whole numbers.
    public Outcome call(String path, Map<String, ?> fields) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(baseUrl + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(signed(fields)))
                        .build();
        CompletableFuture<HttpResponse<String>> exchange =
                http.sendAsync(
                        request,
                        BodyHandlers.limiting(
                                BodyHandlers.ofString(StandardCharsets.UTF_8), LARGEST_ANSWER));
        try {
            return read(exchange.get(deadline.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            exchange.cancel(true);
            return new Outcome.Unknown("no answer within " + deadline, null);
        } catch (ExecutionException e) {
            return new Outcome.Unknown("no answer: " + e.getCause(), null);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            return new Outcome.Unknown("interrupted while waiting for the answer", null);
        }
    }

    /// The body of a call, signed now; for whoever sends it by other means.
    public String signed(Map<String, ?> fields) {
        Map<String, Object> all = new LinkedHashMap<>(fields);
        all.putIfAbsent("merchant_id", merchantId);
        all.putIfAbsent("api_key", apiKey);
        all.putIfAbsent("timestamp", Long.toString(clock.instant().getEpochSecond()));
        all.putIfAbsent("nonce", nonce());
        Map<String, String> texts = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            switch (value) {
                case String text -> texts.put(name, text);
                case Integer number -> texts.put(name, number.toString());
                case Long number -> texts.put(name, number.toString());
                default ->
                        throw new IllegalArgumentException(
                                name + " must be a string or a whole number");
            }
        });
        all.put("sign", signing.sign(Signing.text(texts)));
        return JSON.writeValueAsString(all);
    }

    private Outcome read(HttpResponse<String> response) {
        Map<String, String> answer = FlatMessage.read(response.body()).orElse(Map.of());
        if (!answer.containsKey("code") || !answer.containsKey("data")) {
            return new Outcome.Unknown(
                    "HTTP " + response.statusCode() + " with an unreadable body", null);
        }
        String requestNo = answer.getOrDefault("request_no", "");
        String sign = answer.get("sign");
        if (sign != null && !signing.verifies(Signing.text(answer), sign)) {
            return new Outcome.Unknown("the answer's signature is wrong", requestNo);
        }
        String code = answer.getOrDefault("code", "");
        JsonNode data = JSON.readTree(answer.getOrDefault("data", ""));
        if (code.equals("SUCCESS")) {
            return sign == null
                    ? new Outcome.Unknown("the answer is not signed", requestNo)
                    : new Outcome.Answered(data, requestNo);
        }
        String message = answer.getOrDefault("message", "");
        if (code.equals(SYSTEM_ERROR)) {
            return new Outcome.Unknown(message, requestNo);
        }
        return new Outcome.Refused(
                code,
                message,
                data.path("field").asStringOpt().orElse(null),
                retryAfter(response).orElse(null),
                requestNo,
                sign != null);
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("[0-9]{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }

    private static String nonce() {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    @Override
    public void close() {
        http.close();
    }
}
