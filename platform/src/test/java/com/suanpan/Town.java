package com.suanpan;

import com.suanpan.channel.ChannelAccounts;
import com.suanpan.channel.NewAccount;
import com.suanpan.client.Signing;
import com.suanpan.client.SuanpanClient;
import com.suanpan.merchant.MerchantSecrets;
import com.suanpan.merchant.Merchants;
import com.suanpan.merchant.NewMerchant;
import com.suanpan.sandbox.Sandbox;
import com.suanpan.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Everything around the platform, for tests of the whole road: the sandbox with its providers, payers
/// and the merchant's own server, and the merchant's client.
public final class Town implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Sandbox sandbox;
    private final Path folder;

    public Town() throws IOException {
        folder = Files.createTempDirectory("town");
        sandbox = Sandbox.start(0, folder, 1);
    }

    /// Adds an account at a provider to the platform.
    public void channel(ChannelAccounts accounts, String provider, String channelCode) {
        JsonNode made =
                post("/control/accounts", Map.of("provider", provider, "name", channelCode));
        Map<String, Secret> settings = new HashMap<>();
        made.get("settings").forEachEntry((k, v) -> settings.put(k, new Secret(v.stringValue())));
        var result =
                accounts.add(
                        new NewAccount(
                                channelCode,
                                channelCode,
                                provider,
                                settings,
                                true,
                                NewAccount.USUAL_WEIGHT,
                                null,
                                Set.of()));
        if (!(result instanceof com.suanpan.channel.AddResult.Added)) {
            throw new IllegalStateException(result.toString());
        }
    }

    public MerchantSecrets merchant(Merchants merchants, String merchantId) {
        return merchants.add(
                NewMerchant.named("Tea house")
                        .id(merchantId)
                        .notifyUrl(notifyUrl(merchantId))
                        .bucket(10_000, 10_000));
    }

    public SuanpanClient client(int apiPort, MerchantSecrets secrets) {
        return new SuanpanClient(
                "http://127.0.0.1:" + apiPort,
                secrets.merchantId(),
                secrets.apiKey(),
                Signing.hmac(secrets.secretKey().reveal()));
    }

    public String notifyUrl(String name) {
        return sandbox.uri() + "/merchant/notify/" + name;
    }

    public JsonNode notices(String name) {
        return get("/merchant/notices/" + name).get("notices");
    }

    /// How many calls of this operation the providers got for a number.
    public int calls(String operation, String flowNo) {
        return get("/control/calls?operation=" + operation + "&order=" + flowNo)
                .get("calls")
                .size();
    }

    public JsonNode payer(String what, Map<String, ?> by) {
        return post("/payer/" + what, by);
    }

    public JsonNode knob(Map<String, ?> knob) {
        return post("/control/knobs", knob);
    }

    public void noKnobs() {
        send(request("/control/knobs").DELETE());
    }

    /// Where the sandbox listens.
    public URI uri() {
        return sandbox.uri();
    }

    /// What the sandbox answers, as text.
    public String text(String path) {
        try {
            return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public JsonNode get(String path) {
        return send(request(path).GET());
    }

    public JsonNode post(String path, Map<String, ?> body) {
        return send(
                request(path)
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /// Waits until something is so; fails after half a minute.
    public static void until(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(sandbox.uri() + path));
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        response.statusCode()
                                + " "
                                + new String(
                                        response.body(), java.nio.charset.StandardCharsets.UTF_8));
            }
            return response.body().length == 0
                    ? JSON.createObjectNode()
                    : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        http.close();
        sandbox.close();
        org.springframework.util.FileSystemUtils.deleteRecursively(folder);
    }
}
