package com.suanpan.bench;

import java.util.List;
import java.util.Map;

/// A genuine callback tells another amount than was paid: it is not believed, the channel is asked.
final class WrongAmount implements Chapter {

    /// Where the platform's alerts go.
    static final String OPERATOR = "demo-alerts";

    @Override
    public String title() {
        return "A genuine callback tells a wrong amount: the query decides (金额不符)";
    }

    @Override
    public void play(Scene scene) {
        Placed vase = scene.place(66000, "ALIPAY_QR", "A vase 花瓶");
        scene.providers.misbehave(
                "OTHER_AMOUNT", vase.flowNo(), Map.of("on", "CALLBACK", "other_amount", 1));
        scene.telling.tell(
                "order %s of %s: paid in full, but the callback says 0.01"
                        .formatted(vase.orderNo(), vase.yuan()));
        scene.providers.scanAndPay(vase.qrCode());
        scene.telling.check(
                "operator",
                "[CALLBACK_AMOUNT]",
                () -> scene.shop.alerts(OPERATOR, vase.flowNo()).toString(),
                () -> "an alert (告警)");
        scene.platformSaysPaid(vase);
        scene.providerSaysPaid(vase, List.of("GENUINE 200"));
        scene.merchantHeard(vase);
    }
}
