package com.suanpan.outbound;

/// Who hears of alerts (`suanpan.alert.kind`).
enum AlertFormat {
    /// A program: one flat JSON object an alert, delivered on 2xx.
    JSON,
    /// DingTalk's group robot (钉钉自定义机器人), signed if it has a secret: 20 messages a minute, delivered
    /// on `errcode` 0.
    DINGTALK,
    /// WeCom's group robot (企业微信群机器人): likewise.
    WECOM;

    /// Messages that it takes a minute.
    int aMinute() {
        return switch (this) {
            case JSON -> 600;
            case DINGTALK, WECOM -> 20;
        };
    }
}
