package com.suanpan.outbound;

import com.suanpan.store.HeldConnections;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// Calls to addresses that others gave us: every address that a name resolves to is judged, and the
/// connection goes to the addresses judged, not to what a second look-up says. No redirects, no
/// repeats, one deadline over all, at most 4 KiB of the answer.
@Component
@EnableConfigurationProperties(WebhookLimits.class)
public final class Webhooks implements AutoCloseable {

    static final int LARGEST_ANSWER = 4 << 10;

    private final WebhookLimits limits;
    private final CloseableHttpClient client;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @Autowired
    Webhooks(WebhookLimits limits) {
        this(limits, SystemDefaultDnsResolver.INSTANCE);
    }

    Webhooks(WebhookLimits limits, DnsResolver names) {
        this.limits = limits;
        Timeout deadline = Timeout.of(limits.deadline());
        this.client =
                HttpClients.custom()
                        .setConnectionManager(
                                PoolingHttpClientConnectionManagerBuilder.create()
                                        .setDnsResolver(
                                                limits.allowPrivate() ? names : new Judging(names))
                                        .setDefaultConnectionConfig(
                                                ConnectionConfig.custom()
                                                        .setConnectTimeout(
                                                                Timeout.of(limits.connect()))
                                                        .setSocketTimeout(deadline)
                                                        .build())
                                        .setMaxConnPerRoute(limits.perHost())
                                        .setMaxConnTotal(limits.inAll())
                                        .build())
                        .setDefaultRequestConfig(
                                RequestConfig.custom()
                                        .setConnectionRequestTimeout(deadline)
                                        .setResponseTimeout(deadline)
                                        .build())
                        .setUserAgent("Suanpan")
                        .disableRedirectHandling()
                        .disableAutomaticRetries()
                        .disableContentCompression()
                        .disableCookieManagement()
                        .disableAuthCaching()
                        .build();
    }

    /// Posts JSON and waits for the answer; what the peer does is an outcome, never an exception.
    public WebhookAnswer post(URI uri, Map<String, String> headers, byte[] json) {
        HeldConnections.requireNone("a call to " + uri.getHost());
        Optional<String> refusal = AddressJudge.refusal(uri, limits.allowPrivate());
        if (refusal.isPresent()) {
            return new WebhookAnswer.Refused(refusal.get());
        }
        HttpPost request = new HttpPost(uri);
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
        Future<WebhookAnswer> answer = threads.submit(() -> exchange(request));
        try {
            return answer.get(limits.deadline().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            request.cancel();
            answer.cancel(true);
            return new WebhookAnswer.Failed("no answer within " + limits.deadline());
        } catch (InterruptedException _) {
            request.cancel();
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new WebhookAnswer.Failed("we were stopped while waiting");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call to " + uri.getHost(), e);
        }
    }

    private WebhookAnswer exchange(HttpPost request) {
        try (ClassicHttpResponse response =
                client.executeOpen(RoutingSupport.determineHost(request), request, null)) {
            return new WebhookAnswer.Answered(response.getCode(), head(response.getEntity()));
        } catch (InsideAddress e) {
            return new WebhookAnswer.Refused(e.why);
        } catch (IOException | HttpException e) {
            return new WebhookAnswer.Failed(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    /// What is longer is not read: closing the response then drops its connection.
    private static String head(@Nullable HttpEntity body) throws IOException {
        if (body == null) {
            return "";
        }
        InputStream in = body.getContent();
        byte[] bytes = in.readNBytes(LARGEST_ANSWER);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        client.close();
    }

    /// Resolves a name once and lets it pass only if all its addresses may be called: a name with one
    /// inside address is an attack or a mistake.
    private record Judging(DnsResolver names) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] addresses = names.resolve(host);
            for (InetAddress address : addresses) {
                Optional<String> refusal = AddressJudge.refusal(address);
                if (refusal.isPresent()) {
                    throw new InsideAddress(refusal.get());
                }
            }
            return addresses;
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            return names.resolveCanonicalHostname(host);
        }
    }

    private static final class InsideAddress extends UnknownHostException {

        private final String why;

        InsideAddress(String why) {
            super(why);
            this.why = why;
        }
    }
}
