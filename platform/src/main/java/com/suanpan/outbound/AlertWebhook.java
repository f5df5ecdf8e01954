package com.suanpan.outbound;

import com.suanpan.store.StartRefused;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Where alerts are posted (`suanpan.alert.webhook`), in the form of `suanpan.alert.kind`. The address may
/// hold a token, and the secret is one, so neither is ever told.
@Component
class AlertWebhook {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String HMAC = "HmacSHA256";

    private final Outbound outbound;
    private final Clock clock;
    private final @Nullable URI to;
    private final AlertFormat format;
    private final String secret;

    AlertWebhook(
            Outbound outbound,
            Clock clock,
            @Value("${suanpan.alert.webhook:}") String webhook,
            @Value("${suanpan.alert.kind:json}") String kind,
            @Value("${suanpan.alert.secret:}") String secret) {
        this.outbound = outbound;
        this.clock = clock;
        this.to = webhook.isBlank() ? null : address(webhook);
        this.format = format(kind);
        this.secret = secret;
    }

    /// The address may hold a token, so it is not repeated in the refusal.
    private static URI address(String webhook) {
        Optional<String> refusal;
        try {
            URI uri = URI.create(webhook);
            refusal = AddressJudge.refusal(uri, true);
            if (refusal.isEmpty()) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            refusal = Optional.of("is malformed");
        }
        throw new StartRefused(
                "suanpan.alert.webhook %s: give an http or https address, or none."
                        .formatted(refusal.get()));
    }

    private static AlertFormat format(String kind) {
        try {
            return AlertFormat.valueOf(kind.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw new StartRefused(
                    "suanpan.alert.kind is none that we know: give json, dingtalk or wecom.");
        }
    }

    boolean isThere() {
        return to != null;
    }

    AlertFormat format() {
        return format;
    }

    /// Posts one message; why it did not arrive, or nothing if it did.
    Optional<String> post(AlertLetter letter) {
        if (to == null) {
            return Optional.of("there is no webhook");
        }
        ChannelAnswer answer =
                outbound.call(
                        new ChannelCall(
                                "alerts",
                                "POST",
                                signed(to),
                                Map.of("content-type", "application/json"),
                                letter.body()));
        return switch (answer) {
            case ChannelAnswer.Received(int status, _, byte[] body, _) when status / 100 == 2 ->
                    format == AlertFormat.JSON ? Optional.empty() : refusal(body);
            case ChannelAnswer.Received(int status, _, _, _) -> Optional.of("answered " + status);
            case ChannelAnswer.NotSent(String why) -> Optional.of(why);
            case ChannelAnswer.Lost(String why) -> Optional.of(why);
        };
    }

    /// Robots say 200 to everything; their own code is in the body.
    private static Optional<String> refusal(byte[] body) {
        try {
            int code = JSON.readTree(body).path("errcode").asInt(-1);
            return code == 0 ? Optional.empty() : Optional.of("errcode " + code);
        } catch (JacksonException _) {
            return Optional.of("not JSON");
        }
    }

    /// DingTalk's signature (加签): HMAC-SHA256 under the secret over time, a line feed and the secret.
    /// https://open.dingtalk.com/document/robots/customize-robot-security-settings
    private URI signed(URI uri) {
        if (format != AlertFormat.DINGTALK || secret.isBlank()) {
            return uri;
        }
        String time = Long.toString(clock.millis());
        String sign = Base64.getEncoder().encodeToString(mac(time + "\n" + secret));
        return URI.create(
                "%s%stimestamp=%s&sign=%s"
                        .formatted(
                                uri,
                                uri.getRawQuery() == null ? "?" : "&",
                                time,
                                URLEncoder.encode(sign, StandardCharsets.UTF_8)));
    }

    private byte[] mac(String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
