package com.suanpan.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// A secret text (密钥): it prints as `***` and compares in constant time.
public final class Secret {

    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /// The secret itself. Whoever takes it out answers for it: never into a log, an error or a page.
    public String reveal() {
        return value;
    }

    public byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && MessageDigest.isEqual(bytes(), that.bytes());
    }

    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
