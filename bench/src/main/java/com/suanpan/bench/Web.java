package com.suanpan.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Plain HTTP: JSON calls to the sandbox, and what a payer's browser does.
public final class Web implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();

    /// A page as the browser shows it in the end.
    public record Page(int status, URI address, String text) {}

    public JsonNode get(String url) {
        return json(HttpRequest.newBuilder(URI.create(url)).GET());
    }

    public JsonNode post(String url, Map<String, ?> body) {
        return json(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /// Opens an address and follows where it leads.
    public Page open(String url) {
        return page(HttpRequest.newBuilder(URI.create(url)).GET());
    }

    /// Clicks a button of a page: an empty form is posted.
    Page click(String url) {
        return page(HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.noBody()));
    }

    private JsonNode json(HttpRequest.Builder request) {
        Page answer = page(request);
        if (answer.status() != 200) {
            throw new Halt(
                    "%s answered %d: %s"
                            .formatted(answer.address(), answer.status(), answer.text().strip()));
        }
        return JSON.readTree(answer.text());
    }

    private Page page(HttpRequest.Builder request) {
        HttpRequest made = request.timeout(DEADLINE).build();
        try {
            HttpResponse<String> answer = http.send(made, BodyHandlers.ofString());
            return new Page(answer.statusCode(), answer.uri(), answer.body());
        } catch (IOException e) {
            throw new Halt("%s does not answer: %s".formatted(made.uri(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Halt("interrupted");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
