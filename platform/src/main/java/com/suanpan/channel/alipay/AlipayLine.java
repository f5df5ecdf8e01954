package com.suanpan.channel.alipay;

import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.ChannelLine;
import com.suanpan.channel.MaskedFields;
import com.suanpan.channel.Parsed;
import com.suanpan.channel.UnknownWhy;
import com.suanpan.channel.WireJson;
import com.suanpan.outbound.ChannelAnswer;
import com.suanpan.outbound.ChannelCall;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/// The gateway: requests signed for it, and answers of it that are believed only when they are signed.
@Component
final class AlipayLine {

    private static final String TOKEN = "alipay.system.oauth.token";
    private static final MaskedFields FIELDS =
            new MaskedFields(
                    "sign",
                    "user_id",
                    "open_id",
                    "alipay_user_id",
                    "access_token",
                    "refresh_token",
                    "return_url",
                    "buyer_id",
                    "buyer_user_id",
                    "buyer_open_id",
                    "buyer_logon_id",
                    "buyer_user_name");

    private final ChannelLine line;
    private final Clock clock;
    private final Parsed<AlipayAccount> accounts = new Parsed<>(AlipayAccount::parse);

    AlipayLine(ChannelLine line, Clock clock) {
        this.line = line;
        this.clock = clock;
    }

    /// What became of a call.
    sealed interface Reply {

        /// Alipay truly said this.
        record Said(AlipayMeaning meaning, AlipayResponse response) implements Reply {}

        /// The request surely never left us.
        record NotSent(String why) implements Reply {}

        /// It may have been carried out.
        record Unknown(UnknownWhy why, String detail) implements Reply {}
    }

    AlipayAccount parsed(ChannelAccount account) {
        return accounts.of(account);
    }

    Instant now() {
        return clock.instant();
    }

    /// A signed request; `urls` may hold `notify_url` and `return_url`.
    AlipayParameters request(
            AlipayAccount mine,
            String method,
            Map<String, Object> content,
            Map<String, String> urls) {
        Map<String, String> fields = new HashMap<>(urls);
        fields.put("biz_content", new String(WireJson.write(content), StandardCharsets.UTF_8));
        return request(mine, method, fields);
    }

    private AlipayParameters request(
            AlipayAccount mine, String method, Map<String, String> further) {
        Map<String, String> fields = new HashMap<>(further);
        fields.put("app_id", mine.appId());
        fields.put("method", method);
        fields.put("format", "JSON");
        fields.put("charset", "utf-8");
        fields.put("sign_type", "RSA2");
        fields.put("timestamp", AlipayTrade.TIME.format(now()));
        fields.put("version", "1.0");
        return AlipayParameters.signed(fields, mine);
    }

    /// Calls once: the protocol's own parameters in the query, the content in the body.
    Reply call(
            ChannelAccount account,
            String method,
            String requestNo,
            Map<String, Object> content,
            Map<String, String> urls) {
        AlipayAccount mine = parsed(account);
        AlipayParameters request = request(mine, method, content, urls);
        return sent(account, mine, method, requestNo, request);
    }

    /// Asks whose code a payer's browser brought: its parameters stand beside the protocol's own, there
    /// is no content, and an answer without a `code` is one that holds ids.
    Reply askPayer(ChannelAccount account, String requestNo, String code) {
        AlipayAccount mine = parsed(account);
        Map<String, String> fields = Map.of("grant_type", "authorization_code", "code", code);
        return sent(account, mine, TOKEN, requestNo, request(mine, TOKEN, fields));
    }

    private Reply sent(
            ChannelAccount account,
            AlipayAccount mine,
            String method,
            String requestNo,
            AlipayParameters request) {
        ChannelCall call =
                new ChannelCall(
                        account.channelCode(),
                        "POST",
                        URI.create(mine.gateway() + "?" + request.query()),
                        Map.of("Content-Type", "application/x-www-form-urlencoded;charset=utf-8"),
                        request.body().getBytes(StandardCharsets.UTF_8));
        return switch (line.call(account, method, requestNo, call, AlipayLine::masked)) {
            case ChannelAnswer.NotSent(var why) -> new Reply.NotSent(why);
            case ChannelAnswer.Lost(var why) -> new Reply.Unknown(UnknownWhy.LOST, why);
            case ChannelAnswer.Received answer -> believed(mine, method, answer);
        };
    }

    private static Reply believed(
            AlipayAccount mine, String method, ChannelAnswer.Received answer) {
        if (answer.status() != 200) {
            UnknownWhy why =
                    answer.status() >= 500 ? UnknownWhy.CHANNEL_UNSURE : UnknownWhy.UNREADABLE;
            return new Reply.Unknown(why, "HTTP " + answer.status());
        }
        return AlipayEnvelope.read(answer.body())
                .flatMap(
                        envelope -> envelope.node(method).map(node -> opened(mine, envelope, node)))
                .orElseGet(
                        () -> new Reply.Unknown(UnknownWhy.UNREADABLE, "no answer to " + method));
    }

    private static Reply opened(AlipayAccount mine, AlipayEnvelope envelope, byte[] node) {
        if (envelope.isSigned() && !envelope.isGenuine(node, mine)) {
            return new Reply.Unknown(UnknownWhy.UNVERIFIED, "wrong signature");
        }
        return WireJson.read(node, AlipayResponse.class)
                .map(response -> {
                    var meaning = AlipayMeaning.of(response.code(), response.subCode());
                    return envelope.isSigned() || meaning.countsUnsigned()
                            ? new Reply.Said(meaning, response)
                            : new Reply.Unknown(
                                    UnknownWhy.UNVERIFIED, "unsigned " + response.reason());
                })
                .orElseGet(() -> new Reply.Unknown(UnknownWhy.UNREADABLE, "no node"));
    }

    /// A body without the payer's ids; a request's is decoded first, so that it can be read.
    private static String masked(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return FIELDS.keep(
                text.startsWith("biz_content=")
                        ? URLDecoder.decode(text, StandardCharsets.UTF_8)
                                .getBytes(StandardCharsets.UTF_8)
                        : body);
    }
}
