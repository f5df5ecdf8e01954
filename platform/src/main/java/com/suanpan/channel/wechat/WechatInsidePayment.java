package com.suanpan.channel.wechat;

import com.suanpan.channel.Credential;
import com.suanpan.channel.Scene;
import com.suanpan.channel.StartOrder;
import java.util.Map;
import java.util.Optional;

/// A payment from inside WeChat, whose payer is known by the openid under our app id.
abstract class WechatInsidePayment extends WechatPayment {

    WechatInsidePayment(WechatLine line, String sceneWord, Scene scene) {
        super(line, sceneWord, "jsapi", scene);
    }

    @Override
    final Optional<Map<String, Object>> payer(StartOrder order) {
        return Optional.ofNullable(order.payerId())
                .map(openid -> Map.of("payer", Map.of("openid", openid)));
    }

    @Override
    final Optional<Credential> credential(
            WechatAccount mine, StartOrder order, WechatPrepaid prepaid) {
        return Optional.ofNullable(prepaid.prepayId()).map(line.scripts(mine)::page);
    }
}
