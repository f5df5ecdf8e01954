package com.suanpan.sandbox;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Posts callbacks to merchants as a provider does: no redirects, ten seconds, no second try of its own.
final class Post implements AutoCloseable {

    /// What the merchant answered; status 0 if nothing.
    record Heard(int status, String body) {}

    private final Executor threads;
    private @Nullable HttpClient client;

    Post(Executor threads) {
        this.threads = threads;
    }

    /// Made at the first callback: it is a large part of what a start would take.
    private synchronized HttpClient client() {
        HttpClient made = client;
        if (made == null) {
            made =
                    HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .connectTimeout(Duration.ofSeconds(3))
                            .executor(threads)
                            .build();
            client = made;
        }
        return made;
    }

    Heard send(Provider.Callback callback) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(callback.address())
                        .timeout(Duration.ofSeconds(10))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(callback.body()));
        callback.headers().forEach(request::header);
        try {
            var answer = client().send(request.build(), BodyHandlers.ofString());
            return new Heard(answer.statusCode(), answer.body());
        } catch (IOException e) {
            return new Heard(0, e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Heard(0, "closing");
        }
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }
}
