package com.suanpan.sandbox.wechat;

import java.util.Arrays;
import java.util.Optional;

/// The ways to pay, by the last word of the address that starts them.
enum WechatScene {
    NATIVE("native", "NATIVE"),
    JSAPI("jsapi", "JSAPI"),
    APP("app", "APP"),
    H5("h5", "MWEB");

    private final String word;
    private final String tradeType;

    WechatScene(String word, String tradeType) {
        this.word = word;
        this.tradeType = tradeType;
    }

    static Optional<WechatScene> at(String path) {
        return Arrays.stream(values())
                .filter(scene -> path.equals("/v3/pay/transactions/" + scene.word))
                .findFirst();
    }

    String tradeType() {
        return tradeType;
    }
}
