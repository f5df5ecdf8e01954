package com.suanpan.channel.wechat;

import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.Golden;
import com.suanpan.channel.Samples;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// An account with the golden keys, and what WeChat would say under its own.
final class WechatSamples {

    static final String MCH_ID = "1900007291";
    static final String APP_ID = "wxd678efh567hg6787";
    static final String API_V3_KEY = "0123456789abcdef0123456789ABCDEF";
    static final String PUBLIC_KEY_ID = "PUB_KEY_ID_0114232134912410000000000000";
    static final String TIMESTAMP = "1795417200";
    static final String NONCE = "593BEC0C930BF1AFEB40B4A08C8FB242";

    private WechatSamples() {}

    static Map<String, String> settings(String baseUrl) {
        return new HashMap<>(
                Map.of(
                        "base_url", baseUrl,
                        "mch_id", MCH_ID,
                        "app_id", APP_ID,
                        "merchant_serial_no", "408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB",
                        "merchant_private_key", Golden.text("merchant-key.pem"),
                        "api_v3_key", API_V3_KEY,
                        "public_key_id", PUBLIC_KEY_ID,
                        "public_key", Golden.text("provider-pub.pem"),
                        "platform_certificate",
                                Golden.text("platform-a.pem") + Golden.text("platform-b.pem")));
    }

    static ChannelAccount account(String baseUrl) {
        return Samples.account("WECHAT", settings(baseUrl));
    }

    /// The headers of a body signed by WeChat's key.
    static Map<String, String> signed(byte[] body) {
        byte[] text =
                (TIMESTAMP + "\n" + NONCE + "\n" + new String(body, StandardCharsets.UTF_8) + "\n")
                        .getBytes(StandardCharsets.UTF_8);
        return new HashMap<>(
                Map.of(
                        "Wechatpay-Serial", PUBLIC_KEY_ID,
                        "Wechatpay-Timestamp", TIMESTAMP,
                        "Wechatpay-Nonce", NONCE,
                        "Wechatpay-Signature", Golden.signedByProvider(text)));
    }

    static String notice(String eventType, String resource) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(API_V3_KEY.getBytes(StandardCharsets.UTF_8), "AES"),
                    new GCMParameterSpec(128, "fdasflkja484".getBytes(StandardCharsets.UTF_8)));
            cipher.updateAAD("transaction".getBytes(StandardCharsets.UTF_8));
            byte[] sealed = cipher.doFinal(resource.getBytes(StandardCharsets.UTF_8));
            return "{\"id\":\"EV-1\",\"event_type\":\""
                    + eventType
                    + "\",\"resource\":{\"algorithm\":\"AEAD_AES_256_GCM\",\"ciphertext\":\""
                    + Base64.getEncoder().encodeToString(sealed)
                    + "\",\"associated_data\":\"transaction\",\"nonce\":\"fdasflkja484\"}}";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
