package com.suanpan.secret;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.jspecify.annotations.Nullable;

/// SHA256withRSA and the keys for it: the one place where a `Signature` is made.
///
/// Amazon Corretto's native code signs about three times as often a second as the JDK's own; where it
/// has none for this machine, the JDK's own serves. Its speed comes only with keys that its own
/// factory made, so keys are made and read here.
public final class Rsa {

    private static final String SHA256_WITH_RSA = "SHA256withRSA";
    private static final int BITS = 2048;
    private static final @Nullable Provider FAST = fast();

    private Rsa() {}

    /// Who signs: the provider's name and version.
    public static String provider() {
        Provider provider = FAST == null ? keys().getProvider() : FAST;
        return provider.getName() + " " + provider.getVersionStr();
    }

    /// Makes a pair of 2048 bits.
    public static KeyPair newPair() {
        try {
            KeyPairGenerator generator =
                    FAST == null
                            ? KeyPairGenerator.getInstance("RSA")
                            : KeyPairGenerator.getInstance("RSA", FAST);
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Reads DER of PKCS#8.
    public static PrivateKey privateKey(byte[] pkcs8) throws InvalidKeySpecException {
        return keys().generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    /// Reads DER of X.509 SubjectPublicKeyInfo.
    public static PublicKey publicKey(byte[] x509) throws InvalidKeySpecException {
        return keys().generatePublic(new X509EncodedKeySpec(x509));
    }

    public static byte[] sign(PrivateKey key, byte[] text) {
        try {
            Signature signature = algorithm();
            signature.initSign(key);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was parsed does not sign", e);
        }
    }

    /// Whether this is the key's signature of these bytes; false as well for what is no signature.
    public static boolean verify(PublicKey key, byte[] text, byte[] signature) {
        try {
            Signature check = algorithm();
            check.initVerify(key);
            check.update(text);
            return check.verify(signature);
        } catch (SignatureException e) {
            return false; // its length is not that of a signature
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was parsed does not verify", e);
        }
    }

    private static @Nullable Provider fast() {
        AmazonCorrettoCryptoProvider corretto = AmazonCorrettoCryptoProvider.INSTANCE;
        return corretto.getLoadingError() == null ? corretto : null;
    }

    private static Signature algorithm() throws GeneralSecurityException {
        return FAST == null
                ? Signature.getInstance(SHA256_WITH_RSA)
                : Signature.getInstance(SHA256_WITH_RSA, FAST);
    }

    private static KeyFactory keys() {
        try {
            return FAST == null
                    ? KeyFactory.getInstance("RSA")
                    : KeyFactory.getInstance("RSA", FAST);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no RSA in this JVM", e);
        }
    }
}
