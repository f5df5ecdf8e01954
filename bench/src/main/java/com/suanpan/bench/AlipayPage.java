package com.suanpan.bench;

/// A browser goes to the provider's page, pays there, and comes back with signed parameters.
final class AlipayPage implements Chapter {

    @Override
    public String title() {
        return "A browser pays on the provider's page and comes back: Alipay page (支付宝电脑网站支付)";
    }

    @Override
    public void play(Scene scene) {
        Placed book = scene.place(5900, "ALIPAY_PAGE", "A book on the abacus 算盘书");
        Web.Page cashDesk = scene.web.open(book.payUrl());
        scene.telling.tell(
                "order %s of %s: the browser opens pay_url, and the payer clicks pay"
                        .formatted(book.orderNo(), book.yuan()));
        scene.web.click(cashDesk.address() + "/pay");
        String back = scene.providers.look(book.flowNo()).path("return_url").asString();
        scene.telling.check(
                "browser", "200 at the end of the signed return", () -> back(scene, back));
        scene.checkPaid(book);
    }

    private static String back(Scene scene, String address) {
        return scene.web.open(address).status() + " at the end of the signed return";
    }
}
