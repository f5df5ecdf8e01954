package com.suanpan.channel.wechat;

import com.suanpan.channel.BrokenAccount;
import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.RsaSha256;
import com.suanpan.channel.Setting;
import com.suanpan.secret.Secret;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A parsed account: the merchant, its keys, and the keys that WeChat signs with, by serial. While a
/// merchant moves from certificates to the public key both sign, so both are held.
///
/// @param authorizeUrl whose page hands codes to payers' browsers; `openidUrl` is asked whose they are
/// @param appSecret the app id's; without it no openid can be learnt
/// @param publicKeyId `PUB_KEY_ID_…`, sent with every request; empty where only certificates are used
record WechatAccount(
        String baseUrl,
        String authorizeUrl,
        String openidUrl,
        Optional<Secret> appSecret,
        String mchId,
        String appId,
        String serialNo,
        PrivateKey ours,
        Secret apiV3Key,
        String publicKeyId,
        Map<String, PublicKey> theirs) {

    static final List<Setting> SETTINGS =
            List.of(
                    new Setting("base_url", false, false, "The API; WeChat's own unless given"),
                    Setting.identity("mch_id", "Merchant number"),
                    Setting.identity("app_id", "App id bound to the merchant number"),
                    new Setting(
                            "merchant_serial_no",
                            false,
                            true,
                            "Serial of the merchant's API certificate"),
                    new Setting(
                            "merchant_private_key",
                            true,
                            true,
                            "The merchant's RSA private key, PKCS#8 in PEM or Base64"),
                    new Setting("api_v3_key", true, true, "The APIv3 key, 32 bytes"),
                    new Setting(
                            "app_secret",
                            true,
                            false,
                            "The app id's AppSecret; without it our page offers no JSAPI"),
                    new Setting(
                            "authorize_base_url",
                            false,
                            false,
                            "The page that asks payers who they are; WeChat's own unless given"),
                    new Setting(
                            "openid_base_url",
                            false,
                            false,
                            "The API that tells their openid; WeChat's own unless given"),
                    new Setting(
                            "public_key_id",
                            false,
                            false,
                            "Id of WeChat's public key, PUB_KEY_ID_…; with public_key"),
                    new Setting(
                            "public_key",
                            false,
                            false,
                            "WeChat's public key; this or a platform certificate, or both"),
                    new Setting(
                            "platform_certificate",
                            false,
                            false,
                            "WeChat's platform certificates in PEM, one after another"));

    private static final String PRODUCTION = "https://api.mch.weixin.qq.com";
    private static final String AUTHORIZE = "https://open.weixin.qq.com";
    private static final String OPENID = "https://api.weixin.qq.com";
    private static final int API_V3_KEY_BYTES = 32;

    static WechatAccount parse(ChannelAccount account) {
        Secret apiV3Key = new Secret(account.need("api_v3_key"));
        if (apiV3Key.bytes().length != API_V3_KEY_BYTES) {
            throw new BrokenAccount(account.channelCode(), "setting api_v3_key is not 32 bytes");
        }
        return new WechatAccount(
                address(account, "base_url", PRODUCTION),
                address(account, "authorize_base_url", AUTHORIZE),
                address(account, "openid_base_url", OPENID),
                account.setting("app_secret").map(Secret::new),
                account.need("mch_id"),
                account.need("app_id"),
                account.need("merchant_serial_no"),
                RsaSha256.privateKey(account, "merchant_private_key"),
                apiV3Key,
                account.setting("public_key_id").orElse(""),
                theirKeys(account));
    }

    private static String address(ChannelAccount account, String setting, String usual) {
        String address = account.setting(setting).orElse(usual);
        if (!address.matches("https?://[^/?#\\s]+(/[^?#\\s]*[^/?#\\s])?")) {
            throw new BrokenAccount(account.channelCode(), "setting " + setting + " is no address");
        }
        return address;
    }

    /// The key that signs under this serial.
    Optional<PublicKey> key(String serial) {
        return Optional.ofNullable(theirs.get(canonical(serial)));
    }

    private static Map<String, PublicKey> theirKeys(ChannelAccount account) {
        Map<String, PublicKey> keys = new HashMap<>();
        if (account.setting("public_key").isPresent()) {
            keys.put(
                    canonical(account.need("public_key_id")),
                    RsaSha256.publicKey(account, "public_key"));
        }
        if (account.setting("platform_certificate").isPresent()) {
            for (X509Certificate one : RsaSha256.certificates(account, "platform_certificate")) {
                keys.put(hex(one.getSerialNumber()), one.getPublicKey());
            }
        }
        if (keys.isEmpty()) {
            throw new BrokenAccount(
                    account.channelCode(), "neither public_key nor platform_certificate is set");
        }
        return Map.copyOf(keys);
    }

    /// Serials are hexadecimal and compared as numbers; a public key's id is a word.
    private static String canonical(String serial) {
        return serial.matches("[0-9A-Fa-f]{1,64}") ? hex(new BigInteger(serial, 16)) : serial;
    }

    private static String hex(BigInteger serial) {
        return serial.toString(16).toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "WechatAccount[" + mchId + "]";
    }
}
