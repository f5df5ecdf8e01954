package com.suanpan.outbound;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/// HTTP/1.1 over kept connections. A request leaves once, whatever happens to its connection: no
/// repeats, no redirects, no cookies. One deadline holds over name, connection, headers and body: the
/// library's own time-outs begin anew with each byte, so a dripping peer would outlast them.
final class Wire implements AutoCloseable {

    /// A kept connection that rested so long is looked at before it is used again.
    private static final Duration RESTED = Duration.ofMillis(500);

    private final Duration deadline;
    private final CloseableHttpClient client;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// @param connect for the connection to one address
    /// @param deadline for the whole exchange
    /// @param perHost connections to one host and port at once; further calls wait within their deadline
    /// @param inAll connections to all hosts at once
    record Bounds(Duration connect, Duration deadline, int perHost, int inAll) {}

    /// What of an answer is kept.
    @FunctionalInterface
    interface Reading<R> {

        R read(ClassicHttpResponse response) throws IOException;
    }

    /// How an exchange ended.
    sealed interface Ended<R> {

        record Answered<R>(R answer) implements Ended<R> {}

        record Failed<R>(Exception why) implements Ended<R> {}

        record TooLate<R>() implements Ended<R> {}

        record Stopped<R>() implements Ended<R> {}
    }

    Wire(Bounds bounds, DnsResolver names) {
        this.deadline = bounds.deadline();
        // only a second net: the deadline is ours, and must be what ends a call
        Timeout whole = Timeout.of(bounds.deadline().multipliedBy(2));
        ConnectionConfig connections =
                ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(bounds.connect()))
                        .setSocketTimeout(whole)
                        .setValidateAfterInactivity(Timeout.of(RESTED))
                        .build();
        this.client =
                HttpClients.custom()
                        .setConnectionManager(
                                PoolingHttpClientConnectionManagerBuilder.create()
                                        .setDnsResolver(names)
                                        .setDefaultConnectionConfig(connections)
                                        .setMaxConnPerRoute(bounds.perHost())
                                        .setMaxConnTotal(bounds.inAll())
                                        .build())
                        .setDefaultRequestConfig(
                                RequestConfig.custom()
                                        .setConnectionRequestTimeout(whole)
                                        .setResponseTimeout(whole)
                                        .build())
                        .setUserAgent("Suanpan")
                        .disableRedirectHandling()
                        .disableAutomaticRetries()
                        .disableContentCompression()
                        .disableCookieManagement()
                        .disableAuthCaching()
                        .build();
    }

    /// Sends the request; giving up closes its connection. A name server cannot be interrupted, so the
    /// exchange has a thread of its own that may be left behind.
    <R> Ended<R> send(HttpUriRequestBase request, Reading<R> reading) {
        Future<Ended<R>> ended = threads.submit(() -> exchange(request, reading));
        try {
            return ended.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            giveUp(request, ended);
            return new Ended.TooLate<>();
        } catch (InterruptedException _) {
            giveUp(request, ended);
            Thread.currentThread().interrupt();
            return new Ended.Stopped<>();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call to " + request.getAuthority(), e);
        }
    }

    private static void giveUp(HttpUriRequestBase request, Future<?> ended) {
        request.cancel();
        ended.cancel(true);
    }

    private <R> Ended<R> exchange(HttpUriRequestBase request, Reading<R> reading) {
        try (ClassicHttpResponse response =
                client.executeOpen(RoutingSupport.determineHost(request), request, null)) {
            return new Ended.Answered<>(reading.read(response));
        } catch (IOException | HttpException e) {
            return new Ended.Failed<>(e);
        }
    }

    /// Breaks what is under way.
    @Override
    public void close() {
        threads.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }
}
