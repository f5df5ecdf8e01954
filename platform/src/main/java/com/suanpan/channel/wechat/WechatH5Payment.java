package com.suanpan.channel.wechat;

import com.suanpan.channel.Credential;
import com.suanpan.channel.Scene;
import com.suanpan.channel.StartOrder;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// A phone's browser outside WeChat opens it (H5 支付); WeChat compares the browser's address with the
/// one it is told here.
@Component
final class WechatH5Payment extends WechatPayment {

    /// The query of the address that the browser comes back to: ours, for WeChat adds nothing.
    static final String RETURNED = "flow_no=";

    WechatH5Payment(WechatLine line) {
        super(line, "H5", "h5", Scene.PHONE_PAGE);
    }

    @Override
    Optional<Map<String, Object>> payer(StartOrder order) {
        return Optional.ofNullable(order.clientIp())
                .map(ip ->
                        Map.of(
                                "scene_info",
                                Map.of("payer_client_ip", ip, "h5_info", Map.of("type", "Wap"))));
    }

    @Override
    Optional<Credential> credential(WechatAccount mine, StartOrder order, WechatPrepaid prepaid) {
        String back = order.returnUrl() + "?" + RETURNED + order.requestNo();
        try {
            return Optional.ofNullable(prepaid.h5Url())
                    .map(url -> URI.create(url + "&redirect_url=" + encoded(back)))
                    .map(Credential.Link::new);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
