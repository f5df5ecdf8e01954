package com.suanpan.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// A whole answer; header names keep their case on the wire.
public record Reply(int status, Map<String, String> headers, byte[] body) {

    public static final String JSON = "application/json; charset=utf-8";
    public static final String HTML = "text/html; charset=utf-8";

    public Reply {
        headers = new LinkedHashMap<>(headers);
    }

    public static Reply of(int status, String type, String body) {
        return new Reply(
                status, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply json(int status, Object value) {
        return of(status, JSON, Json.write(value));
    }

    public static Reply html(String page) {
        return of(200, HTML, page);
    }

    /// Sends the browser elsewhere with GET.
    public static Reply seeOther(String address) {
        return new Reply(303, Map.of("Location", address), new byte[0]);
    }

    /// A refusal of one of the sandbox's own calls.
    public static Reply problem(int status, String code, String message) {
        return json(status, Map.of("code", code, "message", message));
    }

    public Reply with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Reply(status, all, body);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public String header(String name) {
        return Objects.requireNonNullElse(headers.get(name), "");
    }
}
