package com.suanpan.channel.wechat;

import com.suanpan.channel.Credential;
import com.suanpan.channel.Scene;
import com.suanpan.channel.StartOrder;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The merchant's app opens WeChat (APP 支付).
@Component
final class WechatAppPayment extends WechatPayment {

    WechatAppPayment(WechatLine line) {
        super(line, "APP", "app", Scene.APP);
    }

    @Override
    Optional<Map<String, Object>> payer(StartOrder order) {
        return Optional.of(Map.of());
    }

    @Override
    Optional<Credential> credential(WechatAccount mine, StartOrder order, WechatPrepaid prepaid) {
        return Optional.ofNullable(prepaid.prepayId()).map(line.scripts(mine)::app);
    }
}
