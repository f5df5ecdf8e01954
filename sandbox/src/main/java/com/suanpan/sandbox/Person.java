package com.suanpan.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The person who sits before a browser (付款人), known to the sandbox by a cookie.
public record Person(String id) {

    private static final Pattern COOKIE =
            Pattern.compile("(?:^|;\\s*)sandbox_payer=([0-9a-z]{1,32})(?:;|$)");

    /// The browser's person; a new one if it never was here.
    public static Person before(Call call, Serials serials) {
        Matcher known = COOKIE.matcher(Objects.requireNonNullElse(call.header("Cookie"), ""));
        return new Person(known.find() ? known.group(1) : serials.hex(8));
    }

    public static Person named(String id) {
        if (!id.matches("[0-9a-z]{1,32}")) {
            throw new IllegalArgumentException("person is 1 to 32 of 0-9 a-z");
        }
        return new Person(id);
    }

    /// The same reply, by which the browser will be known next time.
    public Reply known(Reply reply) {
        return reply.with(
                Map.of(
                        "Set-Cookie",
                        "sandbox_payer=%s; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax"
                                .formatted(id)));
    }

    /// 32 bytes that depend on the person and on nothing else but `realm`.
    public byte[] digest(String realm) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest((realm + "\n" + id).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
