package com.suanpan.sandbox.wechat;

import com.suanpan.sandbox.Ground;
import com.suanpan.sandbox.Rsa;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;

/// WeChat Pay's two ways to sign: the public key with an id (微信支付公钥), and the platform certificate
/// (平台证书) with a serial number.
final class WechatKeys {

    private static final String PUBLIC_KEY = "wechat_public_key";
    private static final String CERTIFICATE = "wechat_certificate";

    private final Ground ground;

    WechatKeys(Ground ground) {
        this.ground = ground;
    }

    String publicKeyId() {
        return ground.keys()
                .text(PUBLIC_KEY + "_id", () -> "PUB_KEY_ID_01" + ground.serials().digits(32));
    }

    String publicKey() {
        return Rsa.text(ground.keys().pair(PUBLIC_KEY).getPublic());
    }

    String certificateSerial() {
        return ground.keys()
                .text(
                        CERTIFICATE + "_serial",
                        () -> "5" + ground.serials().hex(20).substring(1).toUpperCase(Locale.ROOT));
    }

    Instant certificateFrom() {
        return Instant.parse(
                ground.keys()
                        .text(
                                CERTIFICATE + "_from",
                                () ->
                                        ground.clock()
                                                .instant()
                                                .truncatedTo(ChronoUnit.SECONDS)
                                                .toString()));
    }

    Instant certificateUntil() {
        return certificateFrom().plus(Duration.ofDays(5 * 365));
    }

    String certificate() {
        KeyPair pair = ground.keys().pair(CERTIFICATE);
        String serial = certificateSerial();
        Instant from = certificateFrom();
        return ground.keys()
                .text(
                        CERTIFICATE + "_pem",
                        () -> PlatformCertificate.pem(pair, serial, from, certificateUntil()));
    }

    PrivateKey named(String serial) {
        String pair = serial.equals(publicKeyId()) ? PUBLIC_KEY : CERTIFICATE;
        return Objects.requireNonNull(ground.keys().pair(pair).getPrivate());
    }

    /// A key that is not WeChat Pay's.
    PrivateKey stranger() {
        return Objects.requireNonNull(ground.keys().pair("stranger").getPrivate());
    }

    /// The other of the two.
    String other(String serial) {
        return serial.equals(publicKeyId()) ? certificateSerial() : publicKeyId();
    }
}
