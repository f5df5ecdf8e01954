package com.suanpan.channel.wechat;

import com.suanpan.channel.ChannelContract;
import java.util.List;

class WechatChannelTest extends ChannelContract {

    @Override
    protected String provider() {
        return "WECHAT";
    }

    @Override
    protected String method() {
        return "WECHAT_NATIVE";
    }

    @Override
    protected String addressSetting() {
        return "base_url";
    }

    @Override
    protected List<String> signedHeaders() {
        return List.of(
                "Wechatpay-Serial",
                "Wechatpay-Timestamp",
                "Wechatpay-Nonce",
                "Wechatpay-Signature");
    }
}
