package com.suanpan.bench;

/// A code is shown, scanned and paid; the provider calls back.
final class WechatScanned implements Chapter {

    @Override
    public String title() {
        return "A code is scanned and paid: WeChat Native (微信扫码支付)";
    }

    @Override
    public void play(Scene scene) {
        Placed tea = scene.place(1234, "WECHAT_NATIVE", "Jasmine tea 茉莉花茶");
        scene.telling.tell(
                "order %s of %s: its code came after %d ms; a payer scans it and pays"
                        .formatted(tea.orderNo(), tea.yuan(), tea.tookMs()));
        scene.providers.scanAndPay(tea.qrCode());
        scene.checkPaid(tea);
    }
}
