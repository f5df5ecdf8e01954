package com.suanpan.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// One HTTP exchange: sent once, over by a deadline that holds for connecting, headers and body together,
/// its body bounded.
///
/// `java.net.http` sends a POST again by itself only if no connection was made, or if somebody sets
/// `jdk.httpclient.enableAllMethodRetry` for the whole JVM. Even then no money moves twice: the body has
/// one nonce, and Suanpan takes each only once.
final class Exchange implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final int LARGEST_ANSWER = 1024 * 1024;
    private static final Pattern TRACEPARENT =
            Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final ClientOptions options;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(CONNECT)
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    Exchange(ClientOptions options) {
        this.options = options;
    }

    /// Did an answer come?
    sealed interface Result {

        record Came(int status, byte[] body, Optional<Duration> retryAfter) implements Result {}

        record Lost(String why) implements Result {}
    }

    Result post(URI address, String json) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json));
        options.traceparent()
                .get()
                .filter(trace -> TRACEPARENT.matcher(trace).matches())
                .ifPresent(trace -> request.header("traceparent", trace));
        CompletableFuture<HttpResponse<byte[]>> exchange =
                http.sendAsync(request.build(), info -> new LimitedBody(LARGEST_ANSWER));
        try {
            HttpResponse<byte[]> response =
                    exchange.get(options.deadline().toMillis(), TimeUnit.MILLISECONDS);
            return new Result.Came(response.statusCode(), response.body(), retryAfter(response));
        } catch (TimeoutException e) {
            exchange.cancel(true);
            return new Result.Lost("no answer within " + options.deadline());
        } catch (ExecutionException e) {
            return new Result.Lost("no answer: " + e.getCause());
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            return new Result.Lost("interrupted while waiting for the answer");
        }
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("[0-9]{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }

    /// Waits for what is under way. Before Java 21 the JDK's client cannot be closed; it ends once nobody
    /// holds it.
    @Override
    public void close() {
        if (http instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
