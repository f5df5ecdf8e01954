package com.suanpan.channel.wechat;

import com.suanpan.channel.Credential;
import com.suanpan.channel.Scene;
import com.suanpan.channel.StartOrder;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The payer scans a code (Native 支付).
@Component
final class WechatNativePayment extends WechatPayment {

    WechatNativePayment(WechatLine line) {
        super(line, "NATIVE", "native", Scene.SHOWN_CODE);
    }

    @Override
    Optional<Map<String, Object>> payer(StartOrder order) {
        return Optional.of(Map.of());
    }

    @Override
    Optional<Credential> credential(WechatAccount mine, StartOrder order, WechatPrepaid prepaid) {
        return Optional.ofNullable(prepaid.codeUrl()).map(Credential.Code::new);
    }
}
