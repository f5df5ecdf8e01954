package com.suanpan.channel.wechat;

import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.ChannelLine;
import com.suanpan.channel.MaskedFields;
import com.suanpan.channel.Parsed;
import com.suanpan.channel.UnknownWhy;
import com.suanpan.channel.WireJson;
import com.suanpan.outbound.ChannelAnswer;
import com.suanpan.outbound.ChannelCall;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Signed requests to WeChat Pay, and answers of it that are believed only when they are signed.
@Component
final class WechatLine {

    private static final ChannelLine.Masking MASKING =
            new MaskedFields("openid", "payer_client_ip", "user_received_account");
    private static final int NONCE_BYTES = 16;

    private final ChannelLine line;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Parsed<WechatAccount> accounts = new Parsed<>(WechatAccount::parse);

    WechatLine(ChannelLine line, Clock clock) {
        this.line = line;
        this.clock = clock;
    }

    /// What became of a call.
    sealed interface Reply {

        /// WeChat carried it out and truly said this; nothing with a 204.
        record Said(int status, byte[] body) implements Reply {}

        /// WeChat answered with an error.
        record Erred(WechatMeaning meaning, String code, String text) implements Reply {}

        /// The request surely never left us.
        record NotSent(String why) implements Reply {}

        /// It may have been carried out.
        record Unknown(UnknownWhy why, String detail) implements Reply {}
    }

    /// An error's own words.
    private record ErrorBody(@Nullable String code, @Nullable String message) {}

    WechatAccount parsed(ChannelAccount account) {
        return accounts.of(account);
    }

    Instant now() {
        return clock.instant();
    }

    /// What an app or a page needs to go on, signed now.
    WechatScripts scripts(WechatAccount mine) {
        return new WechatScripts(mine, Long.toString(now().getEpochSecond()), nonce());
    }

    private String nonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }

    /// Asks by GET.
    Reply get(ChannelAccount account, String operation, String requestNo, String path) {
        return call(account, operation, requestNo, "GET", path, new byte[0]);
    }

    /// Acts by POST.
    Reply post(
            ChannelAccount account,
            String operation,
            String requestNo,
            String path,
            Map<String, Object> body) {
        return call(account, operation, requestNo, "POST", path, WireJson.write(body));
    }

    private Reply call(
            ChannelAccount account,
            String operation,
            String requestNo,
            String method,
            String path,
            byte[] body) {
        WechatAccount mine = parsed(account);
        URI uri = URI.create(mine.baseUrl() + path);
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "application/json");
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "suanpan");
        headers.put(
                "Authorization",
                WechatSignature.authorization(
                        mine, method, uri, body, now().getEpochSecond(), nonce()));
        if (!mine.publicKeyId().isEmpty()) {
            headers.put("Wechatpay-Serial", mine.publicKeyId());
        }
        ChannelCall call = new ChannelCall(account.channelCode(), method, uri, headers, body);
        return switch (line.call(account, operation, requestNo, call, MASKING)) {
            case ChannelAnswer.NotSent(var why) -> new Reply.NotSent(why);
            case ChannelAnswer.Lost(var why) -> new Reply.Unknown(UnknownWhy.LOST, why);
            case ChannelAnswer.Received answer -> believed(mine, answer);
        };
    }

    private Reply believed(WechatAccount mine, ChannelAnswer.Received answer) {
        WechatSignature signature = WechatSignature.claimed(answer::header);
        boolean genuine =
                signature.isGenuine(mine, answer.body()) && signature.isFresh(clock.instant());
        boolean forged = signature.isThere() && !genuine;
        if (answer.status() < 500 && forged) {
            return unverified(answer.status(), "wrong signature");
        }
        return switch (answer.status()) {
            case 200 -> genuine ? said(answer) : unverified(200, "unsigned");
            case 204 -> said(answer);
            default -> erred(answer, genuine);
        };
    }

    private static Reply erred(ChannelAnswer.Received answer, boolean genuine) {
        ErrorBody error =
                WireJson.read(answer.body(), ErrorBody.class)
                        .orElseGet(() -> new ErrorBody(null, null));
        String text = Objects.requireNonNullElse(error.message, "");
        WechatMeaning meaning = WechatMeaning.of(answer.status(), error.code, text);
        if (!genuine && !meaning.countsUnsigned()) {
            return unverified(answer.status(), "unsigned " + error.code);
        }
        String code = Objects.requireNonNullElse(error.code, "HTTP " + answer.status());
        return new Reply.Erred(meaning, code, text);
    }

    private static Reply said(ChannelAnswer.Received answer) {
        return new Reply.Said(answer.status(), answer.body());
    }

    private static Reply unverified(int status, String why) {
        return new Reply.Unknown(UnknownWhy.UNVERIFIED, "HTTP " + status + ", " + why);
    }
}
