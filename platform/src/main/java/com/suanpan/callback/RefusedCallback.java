package com.suanpan.callback;

import com.suanpan.channel.MaskedFields;
import com.suanpan.channel.RawCallback;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// A callback that was refused (被拒回调), as it is kept: cut, and masked where it may name a payer.
record RefusedCallback(
        String channelCode,
        String event,
        String reason,
        String detail,
        String source,
        String method,
        String headers,
        String query,
        String body,
        Instant refusedAt) {

    static final int LONGEST_BODY = 4 * 1024;
    private static final int LONGEST_HEADERS = 2 * 1024;
    private static final int LONGEST_WORD = 255;

    private static final Set<String> NOT_KEPT =
            Set.of("authorization", "cookie", "proxy-authorization");
    private static final MaskedFields PAYERS =
            new MaskedFields(
                    "payer",
                    "payer_[a-z_]+",
                    "buyer_[a-z_]+",
                    "(?:sub_)?openid",
                    "(?:id_)?card_no",
                    "mobile",
                    "phone");

    static RefusedCallback of(
            String channelCode,
            String event,
            Verdict.Refused why,
            InetAddress source,
            RawCallback call,
            Instant now) {
        return new RefusedCallback(
                channelCode,
                text(event, LONGEST_WORD),
                why.reason(),
                text(why.detail(), LONGEST_WORD),
                source.getHostAddress(),
                call.method(),
                text(headers(call), LONGEST_HEADERS),
                masked(call.rawQuery().getBytes(StandardCharsets.UTF_8)),
                masked(call.body()),
                now);
    }

    private static String headers(RawCallback call) {
        return call.headers().entrySet().stream()
                .filter(h -> !NOT_KEPT.contains(h.getKey()))
                .flatMap(h -> h.getValue().stream().map(value -> h.getKey() + ": " + value))
                .collect(Collectors.joining("\n"));
    }

    /// Cut first, so that what a stranger sends costs little to mask.
    private static String masked(byte[] sent) {
        byte[] head = Arrays.copyOf(sent, Math.min(sent.length, LONGEST_BODY));
        return text(PAYERS.keep(head), LONGEST_BODY);
    }

    /// What a `text` column takes: no NUL, no half of a pair, not too long.
    private static String text(String text, int longest) {
        String cut = text.substring(0, Math.min(text.length(), longest));
        byte[] whole = cut.replace('\0', '\ufffd').getBytes(StandardCharsets.UTF_8);
        return new String(whole, StandardCharsets.UTF_8);
    }
}
