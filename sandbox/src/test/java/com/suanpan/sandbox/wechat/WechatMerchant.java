package com.suanpan.sandbox.wechat;

import com.wechat.pay.java.core.Config;
import com.wechat.pay.java.core.RSAAutoCertificateConfig;
import com.wechat.pay.java.core.RSAPublicKeyConfig;
import com.wechat.pay.java.core.http.DefaultHttpClientBuilder;
import com.wechat.pay.java.core.http.HttpClient;
import com.wechat.pay.java.core.notification.NotificationConfig;
import com.wechat.pay.java.core.notification.NotificationParser;
import com.wechat.pay.java.core.notification.RSAPublicKeyNotificationConfig;
import com.wechat.pay.java.core.notification.RequestParam;
import com.wechat.pay.java.service.payments.h5.model.H5Info;
import com.wechat.pay.java.service.payments.h5.model.SceneInfo;
import com.wechat.pay.java.service.payments.model.Transaction;
import com.wechat.pay.java.service.payments.nativepay.model.Amount;
import com.wechat.pay.java.service.payments.nativepay.model.PrepayRequest;
import java.net.URI;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import tools.jackson.databind.JsonNode;

/// A merchant's settings in the official library's words.
record WechatMerchant(URI sandbox, Map<String, String> settings) {

    Config config() {
        return config(get("merchant_private_key"));
    }

    /// The public-key mode, signing with this key.
    Config config(String privateKey) {
        return new RSAPublicKeyConfig.Builder()
                .merchantId(get("mch_id"))
                .privateKey(pem("PRIVATE KEY", privateKey))
                .merchantSerialNumber(get("merchant_serial_no"))
                .publicKey(pem("PUBLIC KEY", get("public_key")))
                .publicKeyId(get("public_key_id"))
                .apiV3Key(get("api_v3_key"))
                .build();
    }

    PrepayRequest prepay(String number, int fen) {
        PrepayRequest request = new PrepayRequest();
        request.setAppid(get("app_id"));
        request.setMchid(get("mch_id"));
        request.setDescription("tea 茶");
        request.setOutTradeNo(number);
        request.setNotifyUrl(sandbox + "/merchant/notify/" + number);
        Amount amount = new Amount();
        amount.setTotal(fen);
        request.setAmount(amount);
        return request;
    }

    com.wechat.pay.java.service.payments.h5.model.PrepayRequest phonePage(String number) {
        var request = new com.wechat.pay.java.service.payments.h5.model.PrepayRequest();
        request.setAppid(get("app_id"));
        request.setMchid(get("mch_id"));
        request.setDescription("tea");
        request.setOutTradeNo(number);
        request.setNotifyUrl(sandbox + "/merchant/notify/" + number);
        var amount = new com.wechat.pay.java.service.payments.h5.model.Amount();
        amount.setTotal(100);
        request.setAmount(amount);
        SceneInfo scene = new SceneInfo();
        scene.setPayerClientIp("10.0.0.1");
        H5Info info = new H5Info();
        info.setType("Wap");
        scene.setH5Info(info);
        request.setSceneInfo(scene);
        return request;
    }

    /// The certificate mode: the library downloads what the sandbox signs with.
    RSAAutoCertificateConfig certificateConfig() {
        return new RSAAutoCertificateConfig.Builder()
                .merchantId(get("mch_id"))
                .privateKey(pem("PRIVATE KEY", get("merchant_private_key")))
                .merchantSerialNumber(get("merchant_serial_no"))
                .apiV3Key(get("api_v3_key"))
                .httpClient(client(config()))
                .build();
    }

    static Transaction parsed(JsonNode notice, NotificationConfig keys) {
        return parsed(notice, keys, Transaction.class);
    }

    static <T> T parsed(JsonNode notice, NotificationConfig keys, Class<T> type) {
        JsonNode headers = notice.get("headers");
        RequestParam callback =
                new RequestParam.Builder()
                        .serialNumber(headers.get("wechatpay-serial").asString())
                        .nonce(headers.get("wechatpay-nonce").asString())
                        .signature(headers.get("wechatpay-signature").asString())
                        .timestamp(headers.get("wechatpay-timestamp").asString())
                        .body(notice.get("body").asString())
                        .build();
        return new NotificationParser(keys).parse(callback, type);
    }

    NotificationConfig publicKeys() {
        return new RSAPublicKeyNotificationConfig.Builder()
                .publicKey(pem("PUBLIC KEY", get("public_key")))
                .publicKeyId(get("public_key_id"))
                .apiV3Key(get("api_v3_key"))
                .build();
    }

    HttpClient client(Config keys) {
        OkHttpClient rewriting =
                new OkHttpClient.Builder()
                        .addInterceptor(chain -> {
                            HttpUrl url =
                                    chain.request()
                                            .url()
                                            .newBuilder()
                                            .scheme("http")
                                            .host(sandbox.getHost())
                                            .port(sandbox.getPort())
                                            .build();
                            return chain.proceed(chain.request().newBuilder().url(url).build());
                        })
                        .build();
        return new DefaultHttpClientBuilder().config(keys).okHttpClient(rewriting).build();
    }

    String get(String name) {
        return settings.getOrDefault(name, "");
    }

    private static String pem(String kind, String base64) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, base64, kind);
    }
}
