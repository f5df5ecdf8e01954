package com.suanpan.merchant;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.suanpan.secret.Rsa;
import com.suanpan.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/// Signs to a merchant and verifies what a merchant signed (签名, 验签), the way that the merchant's
/// setting says: HMAC-SHA256 in lower hex under the key used, or SHA256withRSA in Base64, where we sign
/// with our own key pair and verify with the merchant's public key.
@Component
public final class Signatures {

    private static final String HMAC = "HmacSHA256";

    private final LoadingCache<Secret, PrivateKey> ours =
            Caffeine.newBuilder().weakKeys().build(Signatures::privateKey);
    private final LoadingCache<String, PublicKey> theirs =
            Caffeine.newBuilder().weakKeys().build(Signatures::publicKey);

    /// The text that is signed: all fields but `sign` that are not empty, sorted by name, `k=v` joined
    /// by `&`.
    public static String signedText(Map<String, String> fields) {
        return new TreeMap<>(fields)
                .entrySet().stream()
                        .filter(f -> !f.getValue().isEmpty() && !f.getKey().equals("sign"))
                        .map(f -> f.getKey() + "=" + f.getValue())
                        .collect(Collectors.joining("&"));
    }

    /// Our signature of a text; under HMAC-SHA256 made with this key.
    public String sign(Merchant merchant, MerchantKey key, String text) {
        return switch (merchant.signType()) {
            case HMAC_SHA256 -> hmac(key, text);
            case RSA2 -> rsa(merchant, text);
        };
    }

    /// Whether the merchant signed this text with this key; takes the same time wherever it differs.
    public boolean verifies(Merchant merchant, MerchantKey key, String text, String sign) {
        return switch (merchant.signType()) {
            case HMAC_SHA256 -> MessageDigest.isEqual(utf8(hmac(key, text)), utf8(sign));
            case RSA2 -> rsaVerifies(key, text, sign);
        };
    }

    /// Reads a public key as PEM or as Base64 of X.509 SubjectPublicKeyInfo.
    ///
    /// @throws IllegalArgumentException if it is none, or is shorter than 2048 bits
    static PublicKey publicKey(String text) {
        try {
            byte[] der =
                    Base64.getMimeDecoder()
                            .decode(text.replaceAll("-----[A-Z ]+-----", "").strip());
            PublicKey key = Rsa.publicKey(der);
            if (((RSAPublicKey) key).getModulus().bitLength() < 2048) {
                throw new IllegalArgumentException("the RSA key is shorter than 2048 bits");
            }
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an RSA public key in PEM or Base64", e);
        }
    }

    private static PrivateKey privateKey(Secret pkcs8) {
        try {
            return Rsa.privateKey(Base64.getDecoder().decode(pkcs8.reveal()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("our RSA key cannot be read", e);
        }
    }

    private static String hmac(MerchantKey key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key.secretKey().bytes(), HMAC));
            return HexFormat.of().formatHex(mac.doFinal(utf8(text)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String rsa(Merchant merchant, String text) {
        if (merchant.ourPrivateKey() == null) {
            throw new IllegalStateException(merchant.merchantId() + " has no key pair of ours");
        }
        byte[] signature = Rsa.sign(ours.get(merchant.ourPrivateKey()), utf8(text));
        return Base64.getEncoder().encodeToString(signature);
    }

    private boolean rsaVerifies(MerchantKey key, String text, String sign) {
        if (key.publicKey() == null) {
            return false;
        }
        byte[] given;
        try {
            given = Base64.getDecoder().decode(sign);
        } catch (IllegalArgumentException e) {
            return false;
        }
        return Rsa.verify(theirs.get(key.publicKey()), utf8(text), given);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
