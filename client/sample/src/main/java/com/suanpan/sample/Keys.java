package com.suanpan.sample;

import com.suanpan.client.Signing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `merchant add` showed once. Never in the source, never in a log.
public record Keys(
        String baseUrl, String merchantId, String apiKey, String secretKey, String webhookSecret) {

    /// From `SUANPAN_BASE_URL`, `SUANPAN_MERCHANT_ID`, `SUANPAN_API_KEY`, `SUANPAN_SECRET_KEY` and
    /// `SUANPAN_WEBHOOK_SECRET`, or from the file that `./suanpan demo` writes.
    static Keys find(Map<String, String> environment, Path demoFile) throws IOException {
        if (environment.containsKey("SUANPAN_BASE_URL")) {
            return of(environment::get, "SUANPAN_BASE_URL");
        }
        if (!Files.exists(demoFile)) {
            throw new IOException(
                    "set SUANPAN_BASE_URL, _MERCHANT_ID, _API_KEY, _SECRET_KEY, _WEBHOOK_SECRET, or"
                            + " leave ./suanpan demo running: there is no "
                            + demoFile);
        }
        JsonNode demo = JsonMapper.shared().readTree(Files.readString(demoFile));
        return of(name -> demo.path(inFile(name)).asStringOpt().orElse(null), demoFile.toString());
    }

    Signing signing() {
        return Signing.hmac(secretKey);
    }

    private static Keys of(UnaryOperator<@Nullable String> value, String from) throws IOException {
        return new Keys(
                needed(value, "SUANPAN_BASE_URL", from),
                needed(value, "SUANPAN_MERCHANT_ID", from),
                needed(value, "SUANPAN_API_KEY", from),
                needed(value, "SUANPAN_SECRET_KEY", from),
                needed(value, "SUANPAN_WEBHOOK_SECRET", from));
    }

    private static String needed(UnaryOperator<@Nullable String> value, String name, String from)
            throws IOException {
        return Optional.ofNullable(value.apply(name))
                .orElseThrow(() -> new IOException("no " + name + " beside " + from));
    }

    private static String inFile(String name) {
        return name.substring("SUANPAN_".length()).toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public String toString() {
        return "Keys[" + merchantId + ", " + apiKey + "]";
    }
}
