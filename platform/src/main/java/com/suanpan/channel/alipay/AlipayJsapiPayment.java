package com.suanpan.channel.alipay;

import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.Credential;
import com.suanpan.channel.Scene;
import com.suanpan.channel.StartOrder;
import com.suanpan.channel.StartResult;
import com.suanpan.channel.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// A page or mini-program inside Alipay pays a trade that we create (JSAPI 支付, alipay.trade.create).
@Component
final class AlipayJsapiPayment extends AlipayPayment {

    AlipayJsapiPayment(AlipayLine line) {
        super(line, "JSAPI", Scene.IN_APP_PAGE);
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
}
