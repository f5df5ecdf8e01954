package com.suanpan.merchant;

import com.suanpan.secret.Rsa;
import com.suanpan.secret.Secret;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/// Makes the secrets of a merchant.
final class NewSecrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private NewSecrets() {}

    /// @param privateKey PKCS#8 in Base64
    /// @param publicKey X.509 in Base64
    record RsaPair(Secret privateKey, String publicKey) {}

    static RsaPair rsaPair() {
        KeyPair pair = Rsa.newPair();
        return new RsaPair(
                new Secret(base64(pair.getPrivate().getEncoded())),
                base64(pair.getPublic().getEncoded()));
    }

    /// No secret; it names a key.
    static String apiKey() {
        return "ak_" + HexFormat.of().formatHex(random(12));
    }

    /// 256 bits as 64 hex digits: the text itself is the HMAC key, so that `openssl dgst -hmac` takes it.
    static Secret secretKey() {
        return new Secret(HexFormat.of().formatHex(random(32)));
    }

    /// Standard Webhooks 1.0: 24 to 64 bytes in Base64 behind `whsec_`.
    static Secret webhookSecret() {
        return new Secret("whsec_" + base64(random(32)));
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
