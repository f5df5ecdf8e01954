package com.suanpan.sandbox.wechat;

import com.suanpan.sandbox.Account;
import com.suanpan.sandbox.Call;
import com.suanpan.sandbox.Ground;
import com.suanpan.sandbox.Rsa;
import com.suanpan.sandbox.Twist;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `WECHATPAY2-SHA256-RSA2048`: how requests are signed by the merchant, and answers and callbacks by
/// WeChat Pay.
final class WechatSignature {

    private static final String SCHEME = "WECHATPAY2-SHA256-RSA2048";
    private static final Pattern PAIR = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final long WINDOW_SECONDS = 300;

    private final Ground ground;
    private final WechatKeys keys;

    WechatSignature(Ground ground, WechatKeys keys) {
        this.ground = ground;
        this.keys = keys;
    }

    /// The fields of the `Authorization` header.
    static Map<String, String> authorization(Call call) {
        String header = Objects.requireNonNullElse(call.header("Authorization"), "");
        Map<String, String> fields = new LinkedHashMap<>();
        if (header.startsWith(SCHEME + " ")) {
            Matcher pairs = PAIR.matcher(header);
            while (pairs.find()) {
                fields.put(pairs.group(1), pairs.group(2));
            }
        }
        return fields;
    }

    /// The merchant whose key signed this request.
    Account verified(Call call) {
        Map<String, String> fields = authorization(call);
        Account account =
                ground.accounts()
                        .find(Wechat.CODE, fields.get("mchid"))
                        .orElseThrow(() -> wrong("商户号不存在或 Authorization 格式错误"));
        if (!account.fact("serial_no").equals(fields.get("serial_no"))) {
            throw wrong("商户证书序列号有误");
        }
        String timestamp = fields.getOrDefault("timestamp", "");
        if (!timestamp.matches("[0-9]{1,12}")) {
            throw wrong("Authorization 的 timestamp 有误");
        }
        String text =
                String.join(
                        "\n",
                        call.method(),
                        call.target(),
                        timestamp,
                        fields.getOrDefault("nonce_str", ""),
                        call.text(),
                        "");
        if (!Rsa.verifies(
                Rsa.publicKey(account.fact("merchant_public_key")),
                text,
                fields.getOrDefault("signature", ""))) {
            throw wrong("错误的签名，验签失败");
        }
        long age = ground.clock().instant().getEpochSecond() - Long.parseLong(timestamp);
        if (Math.abs(age) > WINDOW_SECONDS) {
            throw wrong("Http 头 Authorization 的时间戳与发起请求的时间不得超过 5 分钟");
        }
        return account;
    }

    private static WechatFault wrong(String message) {
        return new WechatFault("SIGN_ERROR", message);
    }

    /// The serial that the caller asked to be answered with; without a word, the certificate's.
    String asked(Call call) {
        return keys.publicKeyId().equals(call.header("Wechatpay-Serial"))
                ? keys.publicKeyId()
                : keys.certificateSerial();
    }

    /// The signature headers of an answer or a callback.
    Map<String, String> headers(String serial, String body, Twist twist) {
        String signer = twist.otherKey() ? keys.other(serial) : serial;
        String timestamp =
                Long.toString(ground.clock().instant().getEpochSecond() + twist.skewSeconds());
        String nonce = ground.serials().hex(16);
        String text = String.join("\n", timestamp, nonce, body, "");
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Request-ID", "08" + ground.serials().hex(14).toUpperCase(Locale.ROOT));
        String signature =
                switch (twist.seal()) {
                    case GENUINE -> Rsa.sign(keys.named(signer), text);
                    case SPOILED -> spoiled(Rsa.sign(keys.named(signer), text));
                    case WRONG_KEY -> Rsa.sign(keys.stranger(), text);
                    case CHANGED_BODY -> Rsa.sign(keys.named(signer), text + " ");
                    case PROBE -> "WECHATPAY/SIGNTEST/" + ground.serials().hex(32);
                    case NONE -> "";
                };
        if (!signature.isEmpty()) {
            headers.put("Wechatpay-Nonce", nonce);
            headers.put("Wechatpay-Signature", signature);
            headers.put("Wechatpay-Signature-Type", SCHEME);
            headers.put("Wechatpay-Timestamp", timestamp);
            headers.put("Wechatpay-Serial", signer);
        }
        return headers;
    }

    private static String spoiled(String sign) {
        return (sign.charAt(0) == 'A' ? 'B' : 'A') + sign.substring(1);
    }
}
