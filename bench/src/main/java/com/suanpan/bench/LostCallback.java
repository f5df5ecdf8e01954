package com.suanpan.bench;

import java.util.List;
import java.util.Map;

/// The provider never calls back; asking finds the payment.
final class LostCallback implements Chapter {

    @Override
    public String title() {
        return "The callback is lost, asking finds the payment (主动查单)";
    }

    @Override
    public void play(Scene scene) {
        Placed stamp = scene.place(150, "MOCK_QR", "A stamp 邮票");
        scene.providers.misbehave("NO_CALLBACK", stamp.flowNo(), Map.of());
        scene.telling.tell(
                "order %s of %s: paid, and the provider says nothing"
                        .formatted(stamp.orderNo(), stamp.yuan()));
        scene.providers.scanAndPay(stamp.qrCode());
        scene.platformSaysPaid(stamp);
        scene.providerSaysPaid(stamp, List.of());
        scene.merchantHeard(stamp);
    }
}
