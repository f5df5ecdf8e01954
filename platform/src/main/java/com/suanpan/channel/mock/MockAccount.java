package com.suanpan.channel.mock;

import com.suanpan.channel.BrokenAccount;
import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.Setting;
import com.suanpan.secret.Secret;
import java.net.URI;
import java.util.List;

/// A parsed account: where it calls, who it is there, and the key of its signatures.
record MockAccount(String baseUrl, String merchantNo, Secret secret) {

    static final List<Setting> SETTINGS =
            List.of(
                    new Setting(
                            "base_url", false, true, "Address of the channel, no slash at its end"),
                    Setting.identity("merchant_no", "Our merchant number there"),
                    new Setting("secret", true, true, "The HMAC key of both directions"));

    static MockAccount parse(ChannelAccount account) {
        String baseUrl = account.need("base_url");
        if (!baseUrl.matches("https?://[^/?#\\s]+(/[^?#\\s]*[^/?#\\s])?")) {
            throw new BrokenAccount(account.channelCode(), "setting base_url is no address");
        }
        return new MockAccount(
                baseUrl, account.need("merchant_no"), new Secret(account.need("secret")));
    }

    URI address(String path) {
        return URI.create(baseUrl + path);
    }
}
