package com.suanpan.sandbox.wechat;

import com.suanpan.sandbox.Account;
import com.suanpan.sandbox.Ground;
import com.suanpan.sandbox.Rsa;
import java.security.KeyPair;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// WeChat Pay's merchants: how one comes to be, and what it is told of itself.
final class WechatAccounts {

    private WechatAccounts() {}

    static Account fresh(Ground ground, String name) {
        KeyPair pair = Rsa.newPair();
        return new Account(
                Wechat.CODE,
                "16" + ground.serials().digits(8),
                name,
                Map.of(
                        "app_id", "wx" + ground.serials().hex(8),
                        "serial_no",
                                "3"
                                        + ground.serials()
                                                .hex(20)
                                                .substring(1)
                                                .toUpperCase(Locale.ROOT),
                        "api_v3_key", ground.serials().hex(16),
                        "merchant_private_key", Rsa.text(pair.getPrivate()),
                        "merchant_public_key", Rsa.text(pair.getPublic())));
    }

    static Map<String, String> settings(Ground ground, WechatKeys keys, Account account) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("base_url", ground.base().toString());
        settings.put("mch_id", account.number());
        settings.put("app_id", account.fact("app_id"));
        settings.put("app_secret", WechatLogin.secret(account));
        settings.put("authorize_base_url", ground.base().toString());
        settings.put("openid_base_url", ground.base().toString());
        settings.put("merchant_serial_no", account.fact("serial_no"));
        settings.put("merchant_private_key", account.fact("merchant_private_key"));
        settings.put("api_v3_key", account.fact("api_v3_key"));
        settings.put("public_key_id", keys.publicKeyId());
        settings.put("public_key", keys.publicKey());
        settings.put("platform_certificate", keys.certificate());
        return settings;
    }
}
