package com.suanpan.channel.wechat;

import com.suanpan.channel.BrokenAccount;
import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.ChannelLine;
import com.suanpan.channel.MaskedFields;
import com.suanpan.channel.PayerResult;
import com.suanpan.channel.UnknownWhy;
import com.suanpan.channel.WireJson;
import com.suanpan.outbound.ChannelAnswer;
import com.suanpan.outbound.ChannelCall;
import com.suanpan.secret.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How the openid of a payer is learnt (网页授权, snsapi_base: the payer is not asked anything). This API
/// is not that of payments: it knows no signatures, the secret goes in the address, and errors come
/// with HTTP 200.
@Component
final class WechatOpenids {

    private static final String OPENID = "[0-9A-Za-z_-]{1,128}";
    private static final MaskedFields FIELDS =
            new MaskedFields("openid", "unionid", "access_token", "refresh_token");

    private final ChannelLine line;

    WechatOpenids(ChannelLine line) {
        this.line = line;
    }

    private record Token(
            @Nullable String openid, @Nullable Long errcode, @Nullable String errmsg) {}

    static URI authorize(WechatAccount mine, URI comeBack, String state) {
        return URI.create(
                mine.authorizeUrl()
                        + "/connect/oauth2/authorize?appid="
                        + WechatPayment.encoded(mine.appId())
                        + "&redirect_uri="
                        + WechatPayment.encoded(comeBack.toString())
                        + "&response_type=code&scope=snsapi_base&state="
                        + WechatPayment.encoded(state)
                        + "#wechat_redirect");
    }

    PayerResult identify(
            ChannelAccount account, WechatAccount mine, String requestNo, String code) {
        Secret secret =
                mine.appSecret()
                        .orElseThrow(() ->
                                new BrokenAccount(
                                        account.channelCode(), "setting app_secret is missing"));
        URI uri =
                URI.create(
                        mine.openidUrl()
                                + "/sns/oauth2/access_token?appid="
                                + WechatPayment.encoded(mine.appId())
                                + "&secret="
                                + WechatPayment.encoded(secret.reveal())
                                + "&code="
                                + WechatPayment.encoded(code)
                                + "&grant_type=authorization_code");
        ChannelCall call =
                new ChannelCall(account.channelCode(), "GET", uri, Map.of(), new byte[0]);
        return switch (line.call(account, "openid", requestNo, call, WechatOpenids::masked)) {
            case ChannelAnswer.NotSent(var why) ->
                    new PayerResult.Unknown(UnknownWhy.NOT_SENT, why);
            case ChannelAnswer.Lost(var why) -> new PayerResult.Unknown(UnknownWhy.LOST, why);
            case ChannelAnswer.Received answer -> told(answer);
        };
    }

    private static PayerResult told(ChannelAnswer.Received answer) {
        if (answer.status() != 200) {
            return new PayerResult.Unknown(UnknownWhy.CHANNEL_UNSURE, "HTTP " + answer.status());
        }
        return WireJson.read(answer.body(), Token.class)
                .map(WechatOpenids::told)
                .orElseGet(() -> new PayerResult.Unknown(UnknownWhy.UNREADABLE, "no token"));
    }

    /// -1 is WeChat's "busy, try again"; every other error is about the code or the application.
    private static PayerResult told(Token token) {
        if (token.openid != null && token.openid.matches(OPENID)) {
            return new PayerResult.Known(token.openid);
        }
        if (token.errcode == null || token.errcode == 0) {
            return new PayerResult.Unknown(UnknownWhy.UNREADABLE, "no openid");
        }
        return token.errcode == -1
                ? new PayerResult.Unknown(UnknownWhy.CHANNEL_UNSURE, "errcode -1")
                : new PayerResult.Refused(
                        Long.toString(token.errcode), Objects.requireNonNullElse(token.errmsg, ""));
    }

    /// Of the address, which holds the secret and the code, nothing is kept.
    static String masked(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return text.isEmpty() || text.stripLeading().startsWith("{") ? FIELDS.keep(body) : "***";
    }
}
