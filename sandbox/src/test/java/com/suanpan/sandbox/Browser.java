package com.suanpan.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A caller of a running sandbox: its control, payer and merchant calls.
public final class Browser {

    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    public Browser(URI base) {
        this.base = base;
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Broken(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// The connection broke, or nothing came in time.
    public static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;

        Broken(IOException cause) {
            super(cause);
        }
    }

    public HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public HttpResponse<String> post(String path, Object json) {
        return send(
                HttpRequest.newBuilder(base.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(Json.write(json))));
    }

    public void delete(String path) {
        send(HttpRequest.newBuilder(base.resolve(path)).DELETE());
    }

    /// Posts and expects 200.
    public ObjectNode call(String path, Object json) {
        HttpResponse<String> answer = post(path, json);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return Json.object(answer.body());
    }

    public Map<String, String> account(String provider) {
        Map<String, String> settings = new TreeMap<>();
        call("/control/accounts", Map.of("provider", provider))
                .get("settings")
                .propertyStream()
                .forEach(field -> settings.put(field.getKey(), field.getValue().asString()));
        return settings;
    }

    public void knob(Map<String, Object> knob) {
        call("/control/knobs", knob);
    }

    public JsonNode order(String orderNo) {
        return Json.object(get("/control/orders?order=" + orderNo).body()).get("orders").get(0);
    }

    public JsonNode notices(String merchant) {
        return Json.object(get("/merchant/notices/" + merchant).body()).get("notices");
    }

    /// Waits until a merchant has received so many notices or callbacks.
    public JsonNode notices(String merchant, int count) {
        return until(() -> notices(merchant), notices -> notices.size() >= count);
    }

    public static <T> T until(Supplier<T> look, Predicate<T> good) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        T seen = look.get();
        while (!good.test(seen)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still " + seen);
            }
            LockSupport.parkNanos(5_000_000);
            seen = look.get();
        }
        return seen;
    }
}
