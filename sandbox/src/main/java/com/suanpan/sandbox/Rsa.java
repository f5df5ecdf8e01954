package com.suanpan.sandbox;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/// RSA-2048 and SHA256withRSA; keys as Base64 of PKCS#8 and X.509 DER. Native code signs where there is
/// some for this machine, so that providers played here do not cost more than the platform measured.
public final class Rsa {

    private static final String SHA256_WITH_RSA = "SHA256withRSA";
    private static final boolean NATIVE =
            AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null;

    private Rsa() {}

    public static KeyPair newPair() {
        try {
            KeyPairGenerator generator =
                    NATIVE
                            ? KeyPairGenerator.getInstance(
                                    "RSA", AmazonCorrettoCryptoProvider.INSTANCE)
                            : KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// SHA256withRSA over the UTF-8 bytes, Base64.
    public static String sign(PrivateKey key, String text) {
        return Base64.getEncoder().encodeToString(sign(key, text.getBytes(StandardCharsets.UTF_8)));
    }

    public static byte[] sign(PrivateKey key, byte[] bytes) {
        try {
            Signature signature = signature();
            signature.initSign(key);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// False also for what is no Base64 or no signature at all.
    public static boolean verifies(PublicKey key, String text, String base64) {
        try {
            Signature signature = signature();
            signature.initVerify(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(base64));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    public static PrivateKey privateKey(String base64) {
        try {
            return keys().generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a PKCS#8 RSA key", e);
        }
    }

    public static PublicKey publicKey(String base64) {
        try {
            return keys().generatePublic(
                            new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an X.509 RSA key", e);
        }
    }

    private static Signature signature() throws GeneralSecurityException {
        return NATIVE
                ? Signature.getInstance(SHA256_WITH_RSA, AmazonCorrettoCryptoProvider.INSTANCE)
                : Signature.getInstance(SHA256_WITH_RSA);
    }

    private static KeyFactory keys() throws GeneralSecurityException {
        return NATIVE
                ? KeyFactory.getInstance("RSA", AmazonCorrettoCryptoProvider.INSTANCE)
                : KeyFactory.getInstance("RSA");
    }

    public static String text(Key key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }
}
