package com.suanpan.channel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.Map;
import java.util.Objects;

/// Texts that the OpenSSL command line signed, and the keys it used (`golden.sh` in the resources).
public final class Golden {

    private Golden() {}

    public static byte[] bytes(String file) {
        try (InputStream in = Golden.class.getResourceAsStream("/channel/" + file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    /// The provider's own key, for tests that speak in its place.
    public static String signedByProvider(byte[] text) {
        return RsaSha256.sign(key("provider-key.pem"), text);
    }

    public static String signedByAnother(byte[] text) {
        return RsaSha256.sign(key("other-key.pem"), text);
    }

    private static PrivateKey key(String file) {
        return RsaSha256.privateKey(Samples.account("X", Map.of("key", text(file))), "key");
    }
}
