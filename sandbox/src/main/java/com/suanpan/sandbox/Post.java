package com.suanpan.sandbox;

import java.io.IOException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// Posts callbacks to merchants as a provider does: no redirects, ten seconds for each silence, no second
/// try of its own.
final class Post implements AutoCloseable {

    private static final Timeout CONNECTED = Timeout.ofSeconds(3);
    private static final Timeout ANSWERED = Timeout.ofSeconds(10);
    private static final int MOST_CONNECTIONS = 512;
    private static final int LARGEST_ANSWER = 1 << 20;

    /// What the merchant answered; status 0 if nothing.
    record Heard(int status, String body) {}

    private @Nullable CloseableHttpClient client;

    /// Made at the first callback: it is a large part of what a start would take.
    private synchronized CloseableHttpClient client() {
        CloseableHttpClient made = client;
        if (made == null) {
            made = made();
            client = made;
        }
        return made;
    }

    private static CloseableHttpClient made() {
        return HttpClients.custom()
                .setConnectionManager(
                        PoolingHttpClientConnectionManagerBuilder.create()
                                .setDefaultConnectionConfig(
                                        ConnectionConfig.custom()
                                                .setConnectTimeout(CONNECTED)
                                                .setSocketTimeout(ANSWERED)
                                                .setValidateAfterInactivity(
                                                        Timeout.ofMilliseconds(500))
                                                .build())
                                .setMaxConnPerRoute(MOST_CONNECTIONS)
                                .setMaxConnTotal(MOST_CONNECTIONS)
                                .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(ANSWERED).build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    Heard send(Provider.Callback callback) {
        HttpPost request = new HttpPost(callback.address());
        callback.headers().forEach(request::addHeader);
        request.setEntity(new ByteArrayEntity(callback.body(), null));
        try (var answer =
                client().executeOpen(RoutingSupport.determineHost(request), request, null)) {
            String body =
                    answer.getEntity() == null
                            ? ""
                            : EntityUtils.toString(answer.getEntity(), LARGEST_ANSWER);
            return new Heard(answer.getCode(), body);
        } catch (IOException | HttpException e) {
            return new Heard(0, e.getClass().getSimpleName());
        }
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close(CloseMode.IMMEDIATE);
        }
    }
}
