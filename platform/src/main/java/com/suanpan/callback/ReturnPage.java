package com.suanpan.callback;

import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/// What a returning browser sees when there is nowhere to send it on to. It says nothing of any order.
enum ReturnPage {
    THANKS(
            "您已返回，支付结果以商户页面为准。",
            "You are back. The merchant's page shows what became of your payment."),
    UNREADABLE(
            "无法识别此次返回，请到商户页面查看支付结果。",
            "This return cannot be read. Please look at the merchant's page for your payment.");

    private final String zh;
    private final String en;

    ReturnPage(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    ResponseEntity<byte[]> answer(HttpStatus status) {
        return ResponseEntity.status(status)
                .header("Content-Type", "text/html;charset=utf-8")
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Frame-Options", "DENY")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
                .body(html().getBytes(StandardCharsets.UTF_8));
    }

    private String html() {
        return """
        <!doctype html>
        <html lang="zh">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>支付返回 · Payment</title>
        <style>
        body { font: 18px/1.6 system-ui, "Noto Sans CJK SC", sans-serif; color: #1c2430;
               max-width: 32rem; margin: 20vh auto 0; padding: 0 1.5rem; text-align: center }
        p + p { color: #5b6675; font-size: 16px }
        </style>
        <p>%s</p>
        <p lang="en">%s</p>
        </html>
        """
                .formatted(zh, en);
    }
}
