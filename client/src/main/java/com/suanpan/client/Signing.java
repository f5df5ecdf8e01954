package com.suanpan.client;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// How a merchant and Suanpan sign to each other; the merchant's setting, one of two. Keys never print.
public abstract sealed class Signing {

    private Signing() {}

    /// `HMAC-SHA256` with the secret key that belongs to the api key.
    public static Signing hmac(String secretKey) {
        return new Hmac(secretKey);
    }

    /// `RSA2`: we sign with our private key (PKCS#8), Suanpan with its own (X.509); each as PEM or Base64.
    ///
    /// @throws IllegalArgumentException if a key cannot be read
    public static Signing rsa2(String ourPrivateKey, String suanpanPublicKey) {
        try {
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            return new Rsa2(
                    rsa.generatePrivate(new PKCS8EncodedKeySpec(der(ourPrivateKey))),
                    rsa.generatePublic(new X509EncodedKeySpec(der(suanpanPublicKey))));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an RSA key", e);
        }
    }

    /// Signs as this one does, and also believes what `other` believes: while keys are being exchanged.
    public Signing alsoBelieving(Signing other) {
        return new Exchanging(this, other);
    }

    /// The text that is signed: all fields but `sign` that are not empty, sorted by name, `k=v` joined
    /// by `&`.
    static String text(Map<String, String> fields) {
        return new TreeMap<>(fields)
                .entrySet().stream()
                        .filter(f -> !f.getValue().isEmpty() && !f.getKey().equals("sign"))
                        .map(f -> f.getKey() + "=" + f.getValue())
                        .collect(Collectors.joining("&"));
    }

    abstract String sign(String text);

    /// Whether Suanpan signed this text.
    abstract boolean verifies(String text, String sign);

    private static byte[] der(String key) {
        return Base64.getMimeDecoder().decode(key.replaceAll("-----[A-Z ]+-----", "").strip());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class Exchanging extends Signing {

        private final Signing ours;
        private final Signing other;

        Exchanging(Signing ours, Signing other) {
            this.ours = ours;
            this.other = other;
        }

        @Override
        String sign(String text) {
            return ours.sign(text);
        }

        @Override
        boolean verifies(String text, String sign) {
            return ours.verifies(text, sign) || other.verifies(text, sign);
        }
    }

    private static final class Hmac extends Signing {

        private final SecretKeySpec key;

        Hmac(String secretKey) {
            this.key = new SecretKeySpec(utf8(secretKey), "HmacSHA256");
        }

        @Override
        String sign(String text) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(key);
                return HexFormat.of().formatHex(mac.doFinal(utf8(text)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        boolean verifies(String text, String sign) {
            return MessageDigest.isEqual(utf8(sign(text)), utf8(sign));
        }
    }

    private static final class Rsa2 extends Signing {

        private static final String ALGORITHM = "SHA256withRSA";

        private final PrivateKey ours;
        private final PublicKey suanpans;

        Rsa2(PrivateKey ours, PublicKey suanpans) {
            this.ours = ours;
            this.suanpans = suanpans;
        }

        @Override
        String sign(String text) {
            try {
                Signature signature = Signature.getInstance(ALGORITHM);
                signature.initSign(ours);
                signature.update(utf8(text));
                return Base64.getEncoder().encodeToString(signature.sign());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        boolean verifies(String text, String sign) {
            try {
                Signature signature = Signature.getInstance(ALGORITHM);
                signature.initVerify(suanpans);
                signature.update(utf8(text));
                return signature.verify(Base64.getDecoder().decode(sign));
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                return false;
            }
        }
    }
}
