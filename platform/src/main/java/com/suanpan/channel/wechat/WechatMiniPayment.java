package com.suanpan.channel.wechat;

import com.suanpan.channel.Scene;
import org.springframework.stereotype.Component;

/// A mini-program (小程序支付); its account's app id is the mini-program's.
@Component
final class WechatMiniPayment extends WechatInsidePayment {

    WechatMiniPayment(WechatLine line) {
        super(line, "MINI", Scene.MINI_PROGRAM);
    }
}
