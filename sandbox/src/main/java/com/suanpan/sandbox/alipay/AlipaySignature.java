package com.suanpan.sandbox.alipay;

import com.suanpan.sandbox.Account;
import com.suanpan.sandbox.ProviderKeys;
import com.suanpan.sandbox.Rsa;
import com.suanpan.sandbox.Seal;
import java.security.PrivateKey;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// RSA2: SHA256withRSA over `k=v` joined by `&`, sorted by name, empty values left out.
final class AlipaySignature {

    static final String KEY = "alipay";

    private final ProviderKeys keys;

    AlipaySignature(ProviderKeys keys) {
        this.keys = keys;
    }

    /// Verifies a request: all parameters but `sign`; `sign_type` is among them.
    void verify(Account account, Map<String, String> parameters) {
        common(parameters);
        String sign = parameters.get("sign");
        if (sign == null) {
            throw new AlipayFault("isv.missing-signature", "缺少签名参数");
        }
        if (!"RSA2".equals(parameters.get("sign_type"))) {
            throw new AlipayFault("isv.invalid-signature-type", "无效签名类型");
        }
        String content = content(parameters, Set.of("sign"));
        if (!Rsa.verifies(Rsa.publicKey(account.fact("app_public_key")), content, sign)) {
            throw new AlipayFault("isv.invalid-signature", "无效签名");
        }
    }

    /// The parameters that every call carries.
    private static void common(Map<String, String> parameters) {
        String timestamp = parameters.get("timestamp");
        if (timestamp == null) {
            throw new AlipayFault("isv.missing-timestamp", "缺少时间戳参数");
        }
        if (!timestamp.matches("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}")) {
            throw new AlipayFault("isv.invalid-timestamp", "非法的时间戳参数");
        }
        if (!"1.0".equals(parameters.get("version"))) {
            throw new AlipayFault("isv.missing-version", "缺少版本参数");
        }
        if (!"utf-8".equalsIgnoreCase(parameters.get("charset"))) {
            throw new AlipayFault("isv.invalid-charset", "字符集错误");
        }
    }

    /// The signature of an answer's node, or of a notify's or return's parameters.
    @Nullable String sign(String content, Seal seal) {
        return switch (seal) {
            case GENUINE -> Rsa.sign(key(KEY), content);
            case SPOILED -> spoiled(Rsa.sign(key(KEY), content));
            case WRONG_KEY -> Rsa.sign(key("stranger"), content);
            case CHANGED_BODY -> Rsa.sign(key(KEY), content + "&");
            case NONE, PROBE -> null;
        };
    }

    /// Adds `sign` and `sign_type` to what a notify or a return carries; neither is signed.
    Map<String, String> signed(Map<String, String> parameters, Seal seal) {
        Map<String, String> all = new TreeMap<>(parameters);
        all.put("sign_type", "RSA2");
        String sign = sign(content(parameters, Set.of("sign", "sign_type")), seal);
        if (sign != null) {
            all.put("sign", sign);
        }
        return all;
    }

    private PrivateKey key(String name) {
        return Objects.requireNonNull(keys.pair(name).getPrivate());
    }

    private static String spoiled(String sign) {
        return (sign.charAt(0) == 'A' ? 'B' : 'A') + sign.substring(1);
    }

    private static String content(Map<String, String> parameters, Set<String> left) {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .filter(p -> !left.contains(p.getKey()) && !p.getValue().isEmpty())
                        .map(p -> p.getKey() + "=" + p.getValue())
                        .collect(Collectors.joining("&"));
    }
}
