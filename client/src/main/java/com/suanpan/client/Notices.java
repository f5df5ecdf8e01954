package com.suanpan.client;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Judges the notices that Suanpan sends: the headers of Standard Webhooks 1.0 over the raw body with a
/// `whsec_` secret, and the `sign` inside the body as in answers.
public final class Notices {

    private static final String HMAC = "HmacSHA256";
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final List<SecretKeySpec> secrets;
    private final Signing signing;
    private final Clock clock;

    /// @param webhookSecrets one, or two while they are being exchanged
    public Notices(List<String> webhookSecrets, Signing signing, Clock clock) {
        this.secrets =
                webhookSecrets.stream()
                        .map(s -> s.startsWith("whsec_") ? s.substring("whsec_".length()) : s)
                        .map(s -> new SecretKeySpec(Base64.getDecoder().decode(s), HMAC))
                        .toList();
        this.signing = signing;
        this.clock = clock;
    }

    /// @param id header `webhook-id`
    /// @param timestamp header `webhook-timestamp`
    /// @param signatures header `webhook-signature`
    /// @param body as it came, byte for byte
    public NoticeResult judge(String id, String timestamp, String signatures, byte[] body) {
        if (!timestamp.matches("[0-9]{1,11}") || !isFresh(Long.parseLong(timestamp))) {
            return new NoticeResult.Forged("its timestamp is more than 5 minutes from now");
        }
        if (secrets.stream().noneMatch(s -> isSignedWith(s, id, timestamp, signatures, body))) {
            return new NoticeResult.Forged("no webhook signature matches");
        }
        Map<String, String> fields =
                FlatMessage.read(new String(body, StandardCharsets.UTF_8)).orElse(Map.of());
        return signing.verifies(Signing.text(fields), fields.getOrDefault("sign", ""))
                ? new NoticeResult.Genuine(id, Map.copyOf(fields))
                : new NoticeResult.Forged("the sign in its body does not match");
    }

    private boolean isFresh(long seconds) {
        Duration apart = Duration.between(Instant.ofEpochSecond(seconds), clock.instant());
        return apart.abs().compareTo(FRESH) <= 0;
    }

    private static boolean isSignedWith(
            SecretKeySpec secret, String id, String timestamp, String signatures, byte[] body) {
        byte[] expected = utf8("v1," + mac(secret, id, timestamp, body));
        boolean any = false;
        for (String signature : signatures.split(" ", -1)) {
            any |= MessageDigest.isEqual(expected, utf8(signature));
        }
        return any;
    }

    private static String mac(SecretKeySpec secret, String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(secret);
            mac.update(utf8(id + "." + timestamp + "."));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
