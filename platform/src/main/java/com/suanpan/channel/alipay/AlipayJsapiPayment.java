package com.suanpan.channel.alipay;

import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.Credential;
import com.suanpan.channel.IdentifiesPayers;
import com.suanpan.channel.PayerResult;
import com.suanpan.channel.Scene;
import com.suanpan.channel.StartOrder;
import com.suanpan.channel.StartResult;
import com.suanpan.channel.UnknownWhy;
import com.suanpan.channel.WireJson;
import com.suanpan.channel.alipay.AlipayLine.Reply;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// A page or mini-program inside Alipay pays a trade that we create (JSAPI 支付, alipay.trade.create).
@Component
final class AlipayJsapiPayment extends AlipayPayment implements IdentifiesPayers {

    AlipayJsapiPayment(AlipayLine line) {
        super(line, "JSAPI", Scene.IN_APP_PAGE);
    }

    @Override
    public boolean startCalls() {
        return true;
    }

    @Override
    public StartResult start(ChannelAccount account, StartOrder order) {
        AlipayAccount mine = line.parsed(account);
        String payer = order.payerId();
        if (payer == null) {
            return new StartResult.Refused("PAYER_ID_MISSING", "the scene needs a buyer id", false);
        }
        var content = content(mine, order, "JSAPI_PAY");
        content.put("op_app_id", mine.appId());
        content.put(isUserId(payer) ? "buyer_id" : "buyer_open_id", payer);
        return startByCall(
                account, order, "alipay.trade.create", content, response -> script(response));
    }

    /// User ids are 16 digits that begin with 2088; everything else is an open id.
    private static boolean isUserId(String payer) {
        return payer.matches("2088[0-9]{12}");
    }

    private static Optional<Credential> script(AlipayResponse response) {
        return Optional.ofNullable(response.tradeNo())
                .map(tradeNo -> WireJson.write(Map.of("tradeNO", tradeNo)))
                .map(json -> new Credential.Script(new String(json, StandardCharsets.UTF_8)));
    }

    @Override
    public boolean isInside(String userAgent) {
        return userAgent.contains("AlipayClient");
    }

    /// The application's own keys are all that it takes.
    @Override
    public boolean canIdentify(ChannelAccount account) {
        return true;
    }

    @Override
    public URI authorize(ChannelAccount account, URI comeBack, String state) {
        AlipayAccount mine = line.parsed(account);
        return URI.create(
                mine.authorizeUrl()
                        + "/oauth2/publicAppAuthorize.htm?app_id="
                        + encoded(mine.appId())
                        + "&scope=auth_base&redirect_uri="
                        + encoded(comeBack.toString())
                        + "&state="
                        + encoded(state));
    }

    @Override
    public String codeName() {
        return "auth_code";
    }

    @Override
    public PayerResult identify(ChannelAccount account, String requestNo, String code) {
        return switch (line.askPayer(account, requestNo, code)) {
            case Reply.Said(var meaning, var response) ->
                    response.payerId()
                            .<PayerResult>map(PayerResult.Known::new)
                            .orElseGet(() -> noPayer(meaning, response));
            case Reply.NotSent(var why) -> new PayerResult.Unknown(UnknownWhy.NOT_SENT, why);
            case Reply.Unknown(var why, var detail) -> new PayerResult.Unknown(why, detail);
        };
    }

    private static PayerResult noPayer(AlipayMeaning meaning, AlipayResponse response) {
        return switch (meaning) {
            case REFUSED, REFUSED_AT_THE_DOOR ->
                    new PayerResult.Refused(response.reason(), response.text());
            case DONE,
                    PAYING,
                    NUMBER_USED,
                    NO_SUCH_TRADE,
                    REFUND_REFUSED,
                    SHORT_OF_FUNDS,
                    THROTTLED,
                    UNSURE,
                    UNDEFINED ->
                    new PayerResult.Unknown(meaning.leavesUnknown(), response.reason());
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
