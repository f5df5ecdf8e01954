package com.suanpan.channel.alipay;

import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.Golden;
import com.suanpan.channel.Samples;
import java.util.Map;

/// An account with the golden keys.
final class AlipaySamples {

    static final String APP_ID = "2021000000000001";

    private AlipaySamples() {}

    static ChannelAccount account(String gateway) {
        return Samples.account(
                "ALIPAY",
                Map.of(
                        "gateway_url",
                        gateway,
                        "app_id",
                        APP_ID,
                        "seller_id",
                        "2088000000000001",
                        "app_private_key",
                        Golden.text("merchant-key.pem"),
                        "alipay_public_key",
                        Golden.text("provider-pub.pem")));
    }
}
