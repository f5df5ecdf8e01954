package com.suanpan.bench;

import java.util.List;

/// A stranger says that an order was paid.
final class ForgedCallback implements Chapter {

    @Override
    public String title() {
        return "A stranger calls back, signed by another key (伪造回调)";
    }

    @Override
    public void play(Scene scene) {
        Placed lamp = scene.place(19900, "WECHAT_NATIVE", "A lamp 台灯");
        int answered = scene.providers.forge(lamp.flowNo(), "WRONG_KEY");
        scene.telling.tell(
                "order %s of %s: not paid; a forged callback says that it is"
                        .formatted(lamp.orderNo(), lamp.yuan()));
        scene.telling.check(
                "callback",
                "refused",
                () -> answered / 100 == 4 ? "refused" : "answered with " + answered,
                () -> "with " + answered);
        scene.telling.check(
                "platform", "PROCESSING WAITING_PAYER 0.00", () -> scene.shop.says(lamp.orderNo()));
        scene.telling.check("merchant", "no notice", () -> scene.shop.hears(lamp.orderNo()));
        scene.telling.tell("then the payer really pays");
        scene.providers.scanAndPay(lamp.qrCode());
        scene.platformSaysPaid(lamp);
        scene.providerSaysPaid(lamp, List.of("WRONG_KEY " + answered, "GENUINE 200"));
        scene.merchantHeard(lamp);
    }
}
