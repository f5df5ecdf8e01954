package com.suanpan.channel.alipay;

import com.suanpan.channel.BrokenAccount;
import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.RsaSha256;
import com.suanpan.channel.Setting;
import java.net.URI;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;

/// A parsed account: its application, our key that signs for it and Alipay's key that answers it.
///
/// @param authorizeUrl whose page hands codes to payers' browsers
/// @param sellerId the receiving account's user id (2088…); empty if the account does not say
record AlipayAccount(
        URI gateway,
        String authorizeUrl,
        String appId,
        String sellerId,
        PrivateKey ours,
        PublicKey theirs) {

    static final List<Setting> SETTINGS =
            List.of(
                    new Setting(
                            "gateway_url", false, false, "The gateway; Alipay's own unless given"),
                    new Setting(
                            "authorize_base_url",
                            false,
                            false,
                            "The page that asks payers who they are; Alipay's own unless given"),
                    Setting.identity("app_id", "Id of the application"),
                    new Setting(
                            "seller_id", false, false, "User id (2088…) of the receiving account"),
                    new Setting(
                            "app_private_key",
                            true,
                            true,
                            "The application's RSA private key, PKCS#8 in Base64 or PEM"),
                    new Setting(
                            "alipay_public_key",
                            false,
                            true,
                            "Alipay's public key for this application, not the application's own"));

    private static final String PRODUCTION = "https://openapi.alipay.com/gateway.do";
    private static final String AUTHORIZE = "https://openauth.alipay.com";

    static AlipayAccount parse(ChannelAccount account) {
        String gateway = account.setting("gateway_url").orElse(PRODUCTION);
        if (!gateway.matches("https?://[^/?#\\s]+/[^?#\\s]*")) {
            throw new BrokenAccount(account.channelCode(), "setting gateway_url is no address");
        }
        String authorize = account.setting("authorize_base_url").orElse(AUTHORIZE);
        if (!authorize.matches("https?://[^/?#\\s]+(/[^?#\\s]*[^/?#\\s])?")) {
            throw new BrokenAccount(
                    account.channelCode(), "setting authorize_base_url is no address");
        }
        return new AlipayAccount(
                URI.create(gateway),
                authorize,
                account.need("app_id"),
                account.setting("seller_id").orElse(""),
                RsaSha256.privateKey(account, "app_private_key"),
                RsaSha256.publicKey(account, "alipay_public_key"));
    }

    @Override
    public String toString() {
        return "AlipayAccount[" + appId + "]";
    }
}
