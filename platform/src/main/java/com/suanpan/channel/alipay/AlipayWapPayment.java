package com.suanpan.channel.alipay;

import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.Scene;
import com.suanpan.channel.StartOrder;
import com.suanpan.channel.StartResult;
import org.springframework.stereotype.Component;

/// A phone's browser is sent to Alipay (手机网站支付, alipay.trade.wap.pay).
@Component
final class AlipayWapPayment extends AlipayPayment {

    AlipayWapPayment(AlipayLine line) {
        super(line, "WAP", Scene.PHONE_PAGE);
    }

    @Override
    public StartResult start(ChannelAccount account, StartOrder order) {
        AlipayAccount mine = line.parsed(account);
        var content = content(mine, order, "QUICK_WAP_WAY");
        content.put("quit_url", order.returnUrl().toString());
        return new StartResult.Started(
                line.request(mine, "alipay.trade.wap.pay", content, urls(order)).form(mine));
    }
}
