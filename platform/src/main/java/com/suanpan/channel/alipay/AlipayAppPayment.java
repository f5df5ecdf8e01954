package com.suanpan.channel.alipay;

import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.Credential;
import com.suanpan.channel.Scene;
import com.suanpan.channel.StartOrder;
import com.suanpan.channel.StartResult;
import java.util.Map;
import org.springframework.stereotype.Component;

/// The merchant's app hands a signed string to Alipay's (APP 支付, alipay.trade.app.pay).
@Component
final class AlipayAppPayment extends AlipayPayment {

    AlipayAppPayment(AlipayLine line) {
        super(line, "APP", Scene.APP);
    }

    @Override
    public StartResult start(ChannelAccount account, StartOrder order) {
        AlipayAccount mine = line.parsed(account);
        var content = content(mine, order, "QUICK_MSECURITY_PAY");
        var notify = Map.of("notify_url", order.callbackUrl().toString());
        return new StartResult.Started(
                new Credential.Script(
                        line.request(mine, "alipay.trade.app.pay", content, notify).encoded()));
    }
}
