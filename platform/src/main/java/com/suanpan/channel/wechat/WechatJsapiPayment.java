package com.suanpan.channel.wechat;

import com.suanpan.channel.Scene;
import org.springframework.stereotype.Component;

/// A page that the payer opened in WeChat (JSAPI 支付).
@Component
final class WechatJsapiPayment extends WechatInsidePayment {

    WechatJsapiPayment(WechatLine line) {
        super(line, "JSAPI", Scene.IN_APP_PAGE);
    }
}
