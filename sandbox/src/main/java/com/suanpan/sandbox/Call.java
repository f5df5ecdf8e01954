package com.suanpan.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A request as it came: path and query still encoded, header names in lower case, raw body.
public record Call(
        String method, String path, String rawQuery, Map<String, String> headers, byte[] body) {

    /// A header's value, or nothing.
    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /// Path and query exactly as on the wire.
    public String target() {
        return rawQuery.isEmpty() ? path : path + "?" + rawQuery;
    }

    /// The parameters of the query, decoded.
    public Map<String, String> query() {
        return decoded(rawQuery);
    }

    /// The parameters of the query and of a posted form together; the form's win.
    public Map<String, String> parameters() {
        Map<String, String> all = new LinkedHashMap<>(query());
        String type = Objects.requireNonNullElse(header("Content-Type"), "");
        if (type.startsWith("application/x-www-form-urlencoded")) {
            all.putAll(decoded(text()));
        }
        return all;
    }

    /// `a=1&b=2`, decoded once.
    public static Map<String, String> decoded(String form) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String pair : form.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                all.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return all;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
