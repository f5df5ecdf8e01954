package com.suanpan.channel.alipay;

import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.Scene;
import com.suanpan.channel.StartOrder;
import com.suanpan.channel.StartResult;
import org.springframework.stereotype.Component;

/// A desktop browser is sent to Alipay (电脑网站支付, alipay.trade.page.pay).
@Component
final class AlipayPagePayment extends AlipayPayment {

    AlipayPagePayment(AlipayLine line) {
        super(line, "PAGE", Scene.DESKTOP_PAGE);
    }

    @Override
    public StartResult start(ChannelAccount account, StartOrder order) {
        AlipayAccount mine = line.parsed(account);
        var content = content(mine, order, "FAST_INSTANT_TRADE_PAY");
        return new StartResult.Started(
                line.request(mine, "alipay.trade.page.pay", content, urls(order)).form(mine));
    }
}
