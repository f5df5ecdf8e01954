package com.suanpan.outbound;

import com.suanpan.store.HeldConnections;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// Calls to providers: `java.net.http`, HTTP/1.1, one deadline over connection, headers and body, a
/// body limit, a bulkhead a line, no redirects; refused while this thread holds a database connection
/// (M3).
///
/// A POST leaves once, whatever happens to its connection. (The JDK's client may repeat a GET on a
/// kept-alive connection that the peer had closed, so a GET must only ask.)
@Component
@EnableConfigurationProperties(CallLimits.class)
public final class Outbound implements AutoCloseable {

    static final int LARGEST_BODY = 1 << 20;

    private final HttpClient client;
    private final CallLimits limits;
    private final Map<String, Semaphore> lines = new ConcurrentHashMap<>();

    Outbound(CallLimits limits) {
        this.limits = limits;
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(limits.connect())
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
    }

    /// Makes the call; what a peer does is an outcome, never an exception.
    public ChannelAnswer call(ChannelCall call) {
        HeldConnections.requireNone("a call to " + call.line());
        HttpRequest request = request(call);
        Semaphore line = lines.computeIfAbsent(call.line(), _ -> new Semaphore(limits.places()));
        if (!line.tryAcquire()) {
            return new ChannelAnswer.NotSent(
                    limits.places() + " calls are under way on line " + call.line());
        }
        try {
            return exchange(request);
        } finally {
            line.release();
        }
    }

    private static HttpRequest request(ChannelCall call) {
        BodyPublisher body =
                call.body().length == 0
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofByteArray(call.body());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(call.uri()).method(call.method(), body);
        call.headers().forEach(request::header);
        return request.build();
    }

    /// The client's own time-out ends with the headers (a dripping body held a call of 2 s for 15 s),
    /// so the deadline is ours; giving up closes the connection.
    private ChannelAnswer exchange(HttpRequest request) {
        long began = System.nanoTime();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_BODY));
        try {
            HttpResponse<byte[]> got =
                    answer.get(limits.deadline().toNanos(), TimeUnit.NANOSECONDS);
            return new ChannelAnswer.Received(
                    got.statusCode(),
                    lowerCase(got.headers()),
                    got.body(),
                    Duration.ofNanos(System.nanoTime() - began));
        } catch (ExecutionException e) {
            return failure(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException _) {
            answer.cancel(true);
            return new ChannelAnswer.Lost("no whole answer within " + limits.deadline());
        } catch (InterruptedException _) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new ChannelAnswer.Lost("we were stopped while waiting");
        }
    }

    private static Map<String, List<String>> lowerCase(HttpHeaders headers) {
        Map<String, List<String>> lower = new HashMap<>();
        headers.map().forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), values));
        return lower;
    }

    /// Only a connection that was never made proves that nothing was sent; the client wraps every
    /// failure to connect, an unknown host among them, in a `ConnectException`.
    private static ChannelAnswer failure(Throwable why) {
        String text = why.getClass().getSimpleName() + ": " + why.getMessage();
        return switch (why) {
            case ConnectException _, HttpConnectTimeoutException _ ->
                    new ChannelAnswer.NotSent(text);
            default -> new ChannelAnswer.Lost(text);
        };
    }

    /// Breaks what is under way: a call cut off by our stopping is an unknown outcome, asked about
    /// after the next start.
    @Override
    public void close() {
        client.shutdownNow();
    }
}
