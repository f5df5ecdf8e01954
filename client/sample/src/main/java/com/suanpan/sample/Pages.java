package com.suanpan.sample;

import com.suanpan.client.Outcome;
import com.suanpan.client.Yuan;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/// The shop's HTML. Nothing from outside gets into it unescaped.
final class Pages {

    private Pages() {}

    static String shop(List<String> methods, List<Sales.Sale> sales) {
        String buttons =
                methods.stream()
                        .map(m -> "<button name=method value=%s>%s</button> ".formatted(m, m))
                        .collect(Collectors.joining());
        String rows =
                sales.stream()
                        .map(s ->
                                "<li><a href='/order?no=%s'>%s</a> %s"
                                        .formatted(s.orderNo(), s.orderNo(), s.status()))
                        .collect(Collectors.joining());
        return page(
                "",
                "<h1>茉莉花茶 Jasmine tea · ¥%s</h1><form method=post action=/buy>%s</form><ul>%s</ul>"
                        .formatted(Yuan.of(SampleMerchant.TEA_FEN), buttons, rows));
    }

    /// Looks again by itself while nobody knows.
    static String order(Sales.Sale sale) {
        String head = sale.isOpen() ? "<meta http-equiv=refresh content=2>" : "";
        String state =
                switch (sale.status()) {
                    case PROCESSING -> "等待支付结果 Waiting to hear";
                    case SUCCEEDED -> "已支付 Paid";
                    case FAILED -> "已关闭 Closed";
                };
        String pay =
                sale.show()
                        .filter(s -> sale.isOpen())
                        .map(where ->
                                where.startsWith("data:image/")
                                        ? "<img alt=QR src='%s'>".formatted(text(where))
                                        : "<p><a href='%s'>去支付 Pay</a>".formatted(text(where)))
                        .orElse(sale.isOpen() ? again(sale.orderNo()) : "");
        return page(
                head,
                "<h1>%s</h1><p>%s · ¥%s%s<p><a href='/'>返回 Back</a>"
                        .formatted(state, sale.orderNo(), Yuan.of(sale.fen()), pay));
    }

    static String refused(String orderNo, Outcome.Refused refused) {
        return page(
                "",
                "<h1>未能发起支付 No payment was started</h1><p>%s%s"
                        .formatted(
                                text(refused.code()), refused.mayTryAgain() ? again(orderNo) : ""));
    }

    static String nothing() {
        return page("", "<h1>没有这一页 There is no such page</h1><p><a href='/'>返回 Back</a>");
    }

    /// A field of a form or a query; empty if it is not there.
    static String field(String encoded, String name) {
        for (String pair : encoded.split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    private static String again(String orderNo) {
        return "<form method=post action=/again><button name=no value='%s'>再试一次 Try again</button></form>"
                .formatted(text(orderNo));
    }

    private static String page(String head, String body) {
        return "<!doctype html><html lang=zh><meta charset=utf-8>"
                + "<meta name=viewport content='width=device-width'><title>茶馆 Tea house</title>"
                + head
                + "<style>body{font:18px/1.6 system-ui;max-width:40rem;margin:4rem auto;padding:0 1rem}"
                + "button{font:inherit;padding:.4rem 1rem;margin:.2rem 0}</style>"
                + body
                + "</html>";
    }

    private static String text(String raw) {
        return raw.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
