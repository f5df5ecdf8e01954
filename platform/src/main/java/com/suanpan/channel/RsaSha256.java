package com.suanpan.channel;

import com.suanpan.secret.Rsa;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// SHA256withRSA in Base64, as WeChat Pay and Alipay sign, and the keys for it as they hand them out:
/// PEM, or the bare Base64 inside it.
public final class RsaSha256 {

    private static final int SMALLEST_KEY = 2048;
    private static final Pattern ARMOUR = Pattern.compile("-----[A-Z ]+-----|\\s");

    private RsaSha256() {}

    public static String sign(PrivateKey key, byte[] text) {
        return Base64.getEncoder().encodeToString(Rsa.sign(key, text));
    }

    /// Whether this is the key's signature of these bytes; false as well for what is no signature.
    public static boolean verify(PublicKey key, byte[] text, String signature) {
        byte[] given;
        try {
            given = Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException e) {
            return false;
        }
        return Rsa.verify(key, text, given);
    }

    /// The RSA private key (PKCS#8) of a setting.
    public static PrivateKey privateKey(ChannelAccount account, String setting) {
        byte[] der = base64(account, setting);
        try {
            return strong(account, setting, Rsa.privateKey(der));
        } catch (GeneralSecurityException e) {
            throw broken(account, setting, "is no RSA private key in PKCS#8");
        }
    }

    /// The RSA public key (X.509) of a setting.
    public static PublicKey publicKey(ChannelAccount account, String setting) {
        byte[] der = base64(account, setting);
        try {
            return strong(account, setting, Rsa.publicKey(der));
        } catch (GeneralSecurityException e) {
            throw broken(account, setting, "is no RSA public key in X.509");
        }
    }

    /// The certificates of a setting: PEM, one after another.
    public static List<X509Certificate> certificates(ChannelAccount account, String setting) {
        byte[] pem = account.need(setting).getBytes(StandardCharsets.UTF_8);
        List<X509Certificate> found = new ArrayList<>();
        try {
            var all =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(pem));
            for (var certificate : all) {
                if (certificate instanceof X509Certificate x509) {
                    strong(account, setting, x509.getPublicKey());
                    found.add(x509);
                }
            }
        } catch (GeneralSecurityException e) {
            throw broken(account, setting, "is no certificate in PEM");
        }
        if (found.isEmpty()) {
            throw broken(account, setting, "holds no certificate");
        }
        return found;
    }

    private static byte[] base64(ChannelAccount account, String setting) {
        String text = ARMOUR.matcher(account.need(setting)).replaceAll("");
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw broken(account, setting, "is neither PEM nor Base64");
        }
    }

    private static <K> K strong(ChannelAccount account, String setting, K key) {
        if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() >= SMALLEST_KEY) {
            return key;
        }
        throw broken(account, setting, "is no RSA key of 2048 bits or more");
    }

    /// The cause is left out on purpose: its text may quote the key.
    private static BrokenAccount broken(ChannelAccount account, String setting, String why) {
        return new BrokenAccount(account.channelCode(), "setting " + setting + " " + why);
    }
}
