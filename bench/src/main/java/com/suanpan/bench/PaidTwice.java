package com.suanpan.bench;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The payer changes the method, and then both are paid: one payment counts, the other is stray money.
final class PaidTwice implements Chapter {

    @Override
    public String title() {
        return "Paid twice, by two methods: the second money is stray (异常到账)";
    }

    @Override
    public void play(Scene scene) {
        Map<String, String> fields =
                scene.fields(2500, "WECHAT_NATIVE", "Two bowls of noodles 两碗面");
        Placed first = scene.place(2500, fields);
        scene.providers.misbehave(
                "STATUS_BEFORE", first.flowNo(), Map.of("on", "CLOSE", "status", 500));
        fields.put("pay_method", "ALIPAY_QR");
        Placed second = scene.place(2500, fields);
        scene.telling.tell(
                "order %s of %s: a WeChat code, then an Alipay code; WeChat cannot close the first"
                        .formatted(first.orderNo(), first.yuan()));
        scene.providers.scanAndPay(second.qrCode());
        scene.platformSaysPaid(second);
        scene.providers.scanAndPay(first.qrCode());
        scene.telling.tell("both codes are scanned and paid, the Alipay one first");
        scene.providerSaysPaid(second, List.of("GENUINE 200"));
        scene.providerSaysPaid(first, List.of("GENUINE 200"));
        scene.telling.check(
                "books",
                "the first flow's 25.00 CNY is stray, in suspense",
                () -> stray(scene, second, first.flowNo()));
        scene.merchantHeard(second);
    }

    private static String stray(Scene scene, Placed order, String flowNo) {
        JsonNode rows =
                scene.books.order(order.data().path("pay_order_no").asString()).path("stray_money");
        return rows.size() == 1 && rows.get(0).path("flow_no").asString().equals(flowNo)
                ? "the first flow's %s is stray, in suspense"
                        .formatted(rows.get(0).path("amount").asString())
                : rows.toString();
    }
}
