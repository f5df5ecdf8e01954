package com.suanpan;

import com.suanpan.client.ClientOptions;
import com.suanpan.merchant.MerchantSecrets;
import com.suanpan.sample.Keys;
import com.suanpan.sample.SampleMerchant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// The merchant's sample shop, open for one test, and a browser in it that follows no redirect by itself.
final class ShopVisit implements AutoCloseable {

    private final HttpClient browser = HttpClient.newHttpClient();
    private final SampleMerchant sample;

    /// @param patience how long the shop waits for an answer of ours
    ShopVisit(int apiPort, MerchantSecrets secrets, Duration patience) {
        Keys keys =
                new Keys(
                        "http://127.0.0.1:" + apiPort,
                        secrets.merchantId(),
                        secrets.apiKey(),
                        secrets.secretKey().reveal(),
                        secrets.webhookSecret().reveal());
        try {
            sample = new SampleMerchant(keys, 0, ClientOptions.usual().withDeadline(patience));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sample.open();
    }

    String shop() {
        return sample.url();
    }

    /// Submits a form of the shop; answers where it leads.
    String post(String path, String form) {
        return location(
                request(shop() + path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    /// Opens an address that leads on; answers where to.
    String follow(String address) {
        return location(request(address));
    }

    String read(String address) {
        return send(request(address)).body();
    }

    private String location(HttpRequest.Builder request) {
        HttpResponse<String> response = send(request);
        String to =
                response.headers()
                        .firstValue("Location")
                        .orElseThrow(() ->
                                new AssertionError(response.statusCode() + " " + response.body()));
        return to.startsWith("/") && response.uri().toString().startsWith(shop())
                ? shop() + to
                : to;
    }

    private static HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        sample.close();
        browser.close();
    }
}
