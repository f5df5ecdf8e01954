package com.suanpan.channel.wechat;

import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.IdentifiesPayers;
import com.suanpan.channel.PayerResult;
import com.suanpan.channel.Scene;
import java.net.URI;
import org.springframework.stereotype.Component;

/// A page that the payer opened in WeChat (JSAPI 支付).
@Component
final class WechatJsapiPayment extends WechatInsidePayment implements IdentifiesPayers {

    private final WechatOpenids openids;

    WechatJsapiPayment(WechatLine line, WechatOpenids openids) {
        super(line, "JSAPI", Scene.IN_APP_PAGE);
        this.openids = openids;
    }

    @Override
    public boolean isInside(String userAgent) {
        return userAgent.contains("MicroMessenger");
    }

    @Override
    public boolean canIdentify(ChannelAccount account) {
        return line.parsed(account).appSecret().isPresent();
    }

    @Override
    public URI authorize(ChannelAccount account, URI comeBack, String state) {
        return WechatOpenids.authorize(line.parsed(account), comeBack, state);
    }

    @Override
    public String codeName() {
        return "code";
    }

    @Override
    public PayerResult identify(ChannelAccount account, String requestNo, String code) {
        return openids.identify(account, line.parsed(account), requestNo, code);
    }
}
