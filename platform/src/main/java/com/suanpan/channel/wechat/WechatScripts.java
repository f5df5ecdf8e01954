package com.suanpan.channel.wechat;

import com.suanpan.channel.Credential;
import com.suanpan.channel.RsaSha256;
import com.suanpan.channel.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a page's script or an app hands to WeChat's SDK: a prepaid order under a second signature.
///
/// @param timestamp seconds since 1970
record WechatScripts(WechatAccount mine, String timestamp, String nonce) {

    /// For a page or a mini-program inside WeChat (JSAPI 调起支付).
    Credential.Script page(String prepayId) {
        String prepaid = "prepay_id=" + prepayId;
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("appId", mine.appId());
        fields.put("timeStamp", timestamp);
        fields.put("nonceStr", nonce);
        fields.put("package", prepaid);
        fields.put("signType", "RSA");
        fields.put("paySign", signature(prepaid));
        return script(fields);
    }

    /// For the merchant's own app (APP 调起支付).
    Credential.Script app(String prepayId) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("appid", mine.appId());
        fields.put("partnerid", mine.mchId());
        fields.put("prepayid", prepayId);
        fields.put("package", "Sign=WXPay");
        fields.put("noncestr", nonce);
        fields.put("timestamp", timestamp);
        fields.put("sign", signature(prepayId));
        return script(fields);
    }

    private String signature(String last) {
        String text = mine.appId() + "\n" + timestamp + "\n" + nonce + "\n" + last + "\n";
        return RsaSha256.sign(mine.ours(), text.getBytes(StandardCharsets.UTF_8));
    }

    private static Credential.Script script(Map<String, String> fields) {
        return new Credential.Script(new String(WireJson.write(fields), StandardCharsets.UTF_8));
    }
}
