package com.suanpan.channel;

import java.nio.charset.StandardCharsets;

/// An answer to a provider's callback in its own words.
public record Acknowledgement(int status, String contentType, byte[] body) {

    public static Acknowledgement text(int status, String text) {
        return new Acknowledgement(
                status, "text/plain;charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    public static Acknowledgement json(int status, String json) {
        return new Acknowledgement(
                status, "application/json;charset=utf-8", json.getBytes(StandardCharsets.UTF_8));
    }
}
