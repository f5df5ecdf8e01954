package com.suanpan.sandbox.alipay;

import com.suanpan.sandbox.Account;
import com.suanpan.sandbox.Call;
import com.suanpan.sandbox.Ground;
import com.suanpan.sandbox.Json;
import com.suanpan.sandbox.OrderState;
import com.suanpan.sandbox.Provider.Opening;
import java.util.Map;
import java.util.Optional;

/// Alipay's app on the payer's phone: what it makes of what it is given to open.
final class AlipayPhone {

    private final Ground ground;
    private final AlipaySignature signature;
    private final AlipayTrades trades;

    AlipayPhone(Ground ground, AlipaySignature signature, AlipayTrades trades) {
        this.ground = ground;
        this.signature = signature;
        this.trades = trades;
    }

    /// An app's signed parameters make the trade when they are opened; a page's script brings a trade
    /// number.
    Optional<Opening> open(String text) {
        if (text.contains("method=" + AlipayMethod.APP.wire())) {
            return Optional.of(openApp(Call.decoded(text)));
        }
        String tradeNo = text;
        if (text.startsWith("{")) {
            tradeNo = Json.text(Json.object(text), "tradeNO");
        }
        return ground.orders()
                .byTradeNo(tradeNo)
                .filter(order -> order.terms().provider().equals(Alipay.CODE))
                .map(Opening.Opened::new);
    }

    private Opening openApp(Map<String, String> parameters) {
        Optional<Account> account = ground.accounts().find(Alipay.CODE, parameters.get("app_id"));
        if (account.isEmpty()) {
            return new Opening.Rejected("isv.invalid-app-id");
        }
        try {
            signature.verify(account.get(), parameters);
            return new Opening.Opened(
                    trades.placed(account.get(), AlipayMethod.APP, parameters, OrderState.WAITING));
        } catch (AlipayFault fault) {
            return new Opening.Rejected(String.valueOf(fault.getMessage()));
        }
    }
}
