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
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Judges the notices that Suanpan sends: the headers of Standard Webhooks 1.0 over the raw body with a
/// `whsec_` secret, and the `sign` inside the body as in answers. Both must hold. Immutable, for all
/// threads.
public final class Notices {

    private static final String HMAC = "HmacSHA256";
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final List<SecretKeySpec> secrets;
    private final Signing signing;
    private final Clock clock;

    /// @param webhookSecrets one, or two while they are being exchanged
    public Notices(List<String> webhookSecrets, Signing signing) {
        this(webhookSecrets, signing, Clock.systemUTC());
    }

    /// @throws IllegalArgumentException if there is no secret, or one that is not Base64
    public Notices(List<String> webhookSecrets, Signing signing, Clock clock) {
        if (webhookSecrets.isEmpty()) {
            throw new IllegalArgumentException("without a secret no notice can be judged");
        }
        this.secrets = webhookSecrets.stream().map(Notices::key).toList();
        this.signing = signing;
        this.clock = clock;
    }

    /// @param header finds a header by its name in lower case, or null: `request::getHeader` in a
    ///     servlet, `exchange.getRequestHeaders()::getFirst` in the JDK's server
    /// @param body as it came, byte for byte; what was parsed and written again does not verify
    public NoticeResult judge(Function<String, @Nullable String> header, byte[] body) {
        return judge(
                orEmpty(header.apply("webhook-id")),
                orEmpty(header.apply("webhook-timestamp")),
                orEmpty(header.apply("webhook-signature")),
                body);
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
        Map<String, String> fields = FlatMessage.read(body).orElse(Map.of());
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

    private static SecretKeySpec key(String secret) {
        String base64 = secret.startsWith("whsec_") ? secret.substring("whsec_".length()) : secret;
        return new SecretKeySpec(Base64.getDecoder().decode(base64), HMAC);
    }

    private static String orEmpty(@Nullable String header) {
        return header == null ? "" : header;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
