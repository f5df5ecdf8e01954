package com.suanpan.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The merchant's server is down when the notice comes, twice; it is told again until it listens.
final class MerchantDown implements Chapter {

    private static final String NAME = "demo-down";

    @Override
    public String title() {
        return "The merchant is down twice before it listens (商户通知重试)";
    }

    @Override
    public void play(Scene scene) {
        Map<String, String> fields = scene.fields(880, "ALIPAY_QR", "An umbrella 雨伞");
        fields.compute("notify_url", (_, usual) -> usual + "-down");
        scene.shop.answersNext(NAME, 2, 503);
        Placed umbrella = scene.place(880, fields);
        scene.telling.tell(
                "order %s of %s: paid, while the merchant answers notices with 503"
                        .formatted(umbrella.orderNo(), umbrella.yuan()));
        scene.providers.scanAndPay(umbrella.qrCode());
        scene.platformSaysPaid(umbrella);
        scene.providerSaysPaid(umbrella, List.of("GENUINE 200"));
        scene.telling.check(
                "merchant",
                "answered 503, 503, 200 to one notice",
                () -> answered(scene.shop.notices(NAME, umbrella.orderNo())),
                () -> waits(scene.shop.notices(NAME, umbrella.orderNo())));
    }

    private static String answered(List<Shop.Notice> tries) {
        long notices = tries.stream().map(Shop.Notice::id).distinct().count();
        return tries.stream()
                .map(one -> Integer.toString(one.answered()))
                .collect(
                        Collectors.joining(
                                ", ",
                                "answered ",
                                notices == 1 ? " to one notice" : " to " + notices + " notices"));
    }

    private static String waits(List<Shop.Notice> tries) {
        return "tried again after %s and %s"
                .formatted(
                        Scene.time(Duration.between(tries.get(0).at(), tries.get(1).at())),
                        Scene.time(Duration.between(tries.get(1).at(), tries.get(2).at())));
    }
}
