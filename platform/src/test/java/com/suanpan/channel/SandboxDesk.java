package com.suanpan.channel;

import com.suanpan.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A sandbox of the test's own, and the calls of `docs/sandbox.md` that steer it.
final class SandboxDesk implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final Sandbox sandbox;
    private final HttpClient client = HttpClient.newHttpClient();

    SandboxDesk(Path folder) throws IOException {
        this.sandbox = Sandbox.start(0, folder, 1);
    }

    URI uri() {
        return sandbox.uri();
    }

    /// Opens a new account at a provider; its settings, with this address in place of the sandbox's.
    Map<String, String> newAccount(String provider, String address) {
        JsonNode settings = post("/control/accounts", Map.of("provider", provider)).get("settings");
        Map<String, String> all = new HashMap<>();
        settings.properties().forEach(s -> all.put(s.getKey(), s.getValue().asString()));
        all.replaceAll((_, value) -> value.replace(uri().toString(), address));
        return all;
    }

    /// Makes the provider misbehave the next time; what the knob needs beyond its name as pairs.
    void turn(String knob, String provider, String on, Object... more) {
        Map<String, Object> body = new HashMap<>(Map.of("knob", knob, "provider", provider));
        body.put("on", on);
        body.put("count", 1);
        for (int i = 0; i < more.length; i += 2) {
            body.put((String) more[i], more[i + 1]);
        }
        post("/control/knobs", body);
    }

    JsonNode post(String path, Map<String, ?> body) {
        return send(
                HttpRequest.newBuilder(URI.create(uri() + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                        .build());
    }

    JsonNode get(String path) {
        return send(HttpRequest.newBuilder(URI.create(uri() + path)).build());
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(request.uri() + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
        sandbox.close();
    }
}
