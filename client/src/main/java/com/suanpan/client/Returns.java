package com.suanpan.client;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Judges the address that the payer's browser comes back to: your `return_url` with `merchant_id,
/// order_no, pay_order_no, status, timestamp` and `sign`. Immutable, for all threads.
public final class Returns {

    /// Before the signed text, for a browser must never hold a signature that a call could bear.
    private static final String DOMAIN = "return\n";

    private static final Set<String> OURS =
            Set.of("merchant_id", "order_no", "pay_order_no", "status", "timestamp", "sign");

    private final String merchantId;
    private final Signing signing;

    public Returns(String merchantId, Signing signing) {
        this.merchantId = merchantId;
        this.signing = signing;
    }

    /// @param rawQuery what stands behind the `?`, still encoded: `uri.getRawQuery()`,
    ///     `request.getQueryString()`; what `return_url` had of its own may be in it
    public ReturnResult judge(@Nullable String rawQuery) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : (rawQuery == null ? "" : rawQuery).split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (OURS.contains(name)
                    && (equals < 0 || fields.put(name, decoded(pair, equals + 1)) != null)) {
                return new ReturnResult.Forged(name + " is there twice, or has no value");
            }
        }
        if (!fields.keySet().equals(OURS)) {
            return new ReturnResult.Forged("not all six fields are there");
        }
        String signed = DOMAIN + Signing.text(fields);
        if (!merchantId.equals(fields.get("merchant_id"))
                || !signing.verifies(signed, fields.getOrDefault("sign", ""))) {
            return new ReturnResult.Forged("the signature does not match");
        }
        return genuine(fields);
    }

    private static ReturnResult genuine(Map<String, String> fields) {
        try {
            return new ReturnResult.Genuine(
                    fields.getOrDefault("order_no", ""),
                    fields.getOrDefault("pay_order_no", ""),
                    OrderStatus.valueOf(fields.getOrDefault("status", "")),
                    Instant.ofEpochSecond(Long.parseLong(fields.getOrDefault("timestamp", ""))));
        } catch (IllegalArgumentException e) {
            return new ReturnResult.Forged("signed, but not readable by this version");
        }
    }

    /// A value that is not well encoded is taken as it is, and will not match the signature.
    private static String decoded(String pair, int from) {
        String value = pair.substring(from);
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}
