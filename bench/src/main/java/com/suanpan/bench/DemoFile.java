package com.suanpan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// `demo.json`: where everything listens and the demo merchant's keys, for whoever wants to try calls of
/// his own. Nobody but its owner can read it.
final class DemoFile {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path file;

    DemoFile(Path folder) {
        this.file = folder.resolve("demo.json");
    }

    Path path() {
        return file;
    }

    /// The merchant of an earlier run.
    Optional<MerchantKeys> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode all = JSON.readTree(Files.readString(file));
            return Optional.of(
                    new MerchantKeys(
                            text(all, "merchant_id"),
                            text(all, "api_key"),
                            text(all, "secret_key"),
                            text(all, "webhook_secret")));
        } catch (IOException | JacksonException e) {
            throw new Halt("%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }

    /// Writes it whole or not at all.
    void write(Addresses addresses, MerchantKeys keys) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("base_url", addresses.api());
        all.put("callback_url", addresses.callbacks());
        all.put("merchant_id", keys.merchantId());
        all.put("api_key", keys.apiKey());
        all.put("secret_key", keys.secretKey());
        all.put("webhook_secret", keys.webhookSecret());
        all.put("sandbox_url", addresses.sandbox());
        all.put("sandbox_control_url", addresses.control());
        all.put("merchant_stub_url", addresses.merchantStub());
        try {
            OwnerOnly.write(file, JSON.writeValueAsString(all) + "\n");
        } catch (IOException e) {
            throw new Halt("%s cannot be written: %s".formatted(file, e.getMessage()));
        }
    }

    private static String text(JsonNode all, String name) {
        return all.path(name)
                .asStringOpt()
                .orElseThrow(
                        () -> new Halt("demo.json has no %s: remove the folder".formatted(name)));
    }
}
