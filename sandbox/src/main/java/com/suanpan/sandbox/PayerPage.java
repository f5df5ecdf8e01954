package com.suanpan.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The payer's pages: plain HTML, Chinese or English, no script.
final class PayerPage {

    private static final String SHELL = shell();

    private PayerPage() {}

    static String start(Call call) {
        boolean zh = chinese(call);
        return shell(
                zh,
                zh ? "扫一扫" : "Scan",
                "",
                """
                <div class="who"><span>%s</span><span class="badge">%s</span></div>
                <form action="/payer/scan" method="get">
                <h1>%s</h1>
                <p><label for="code">%s</label>
                <textarea id="code" name="code" required></textarea></p>
                <button class="pay">%s</button>
                </form>
                """
                        .formatted(
                                zh ? "付款人" : "Payer",
                                zh ? "沙箱" : "Sandbox",
                                zh ? "扫一扫" : "Scan a code",
                                zh
                                        ? "二维码内容、网址或 APP 参数"
                                        : "The text of a code, an address, or an app's parameters",
                                zh ? "打开" : "Open"));
    }

    /// One order: to be paid, or what became of it. `over` says that its time is.
    static String order(Call call, Order order, boolean over, String path, @Nullable String back) {
        boolean zh = chinese(call);
        String rest =
                switch (order.state()) {
                    case UNOPENED, WAITING -> {
                        if (over) {
                            yield state("bad", zh ? "订单已过期" : "This order has expired");
                        }
                        yield call.query().containsKey("gave_up")
                                ? state("bad", zh ? "您没有付款" : "You did not pay")
                                        + backLink(back, zh)
                                : choice(call, path, zh);
                    }
                    case PAID -> state("good", zh ? "支付成功" : "Paid") + backLink(back, zh);
                    case CLOSED -> state("bad", zh ? "订单已关闭" : "This order is closed");
                };
        return shell(zh, zh ? "付款" : "Payment", order.terms().provider(), facts(order, zh) + rest);
    }

    static String sorry(Call call, String why) {
        boolean zh = chinese(call);
        return shell(
                zh,
                zh ? "无法付款" : "Cannot pay",
                "",
                state("bad", zh ? "无法付款" : "This cannot be paid")
                        + "<p style=\"text-align:center\">"
                        + escape(why)
                        + "</p><a class=\"button plain\" href=\"/\">"
                        + (zh ? "返回" : "Back")
                        + "</a>");
    }

    static String backAtMerchant(Call call) {
        boolean zh = chinese(call);
        return shell(
                zh,
                zh ? "商户" : "Merchant",
                "",
                state("", zh ? "您已回到商户" : "You are back at the merchant")
                        + "<p style=\"text-align:center\">"
                        + (zh
                                ? "订单结果以商户收到的通知为准。"
                                : "What became of the order, the notice tells, not this page.")
                        + "</p>");
    }

    private static String facts(Order order, boolean zh) {
        Terms terms = order.terms();
        return """
        <div class="who"><span>%s</span><span class="badge">%s</span></div>
        <h1>%s</h1>
        <p class="amount"><small>¥</small>%s</p>
        <dl><div><dt>%s</dt><dd>%s</dd></div><div><dt>%s</dt><dd>%s</dd></div></dl>
        """
                .formatted(
                        zh ? "沙箱，不动真钱" : "Sandbox, no real money",
                        escape(terms.provider()),
                        escape(terms.subject()),
                        BigDecimal.valueOf(terms.amount(), 2).toPlainString(),
                        zh ? "商户" : "Merchant",
                        escape(terms.account()),
                        zh ? "订单号" : "Order",
                        escape(terms.orderNo()));
    }

    private static String choice(Call call, String path, boolean zh) {
        String lang = call.query().containsKey("lang") ? "?lang=" + (zh ? "zh" : "en") : "";
        return """
        <form method="post" action="%1$s/pay%4$s"><button class="pay">%2$s</button></form>
        <form method="post" action="%1$s/give-up%4$s"><button class="plain">%3$s</button></form>
        """
                .formatted(escape(path), zh ? "支付" : "Pay", zh ? "放弃" : "Give up", lang);
    }

    private static String state(String kind, String words) {
        return "<p class=\"state %s\">%s</p>%n".formatted(kind, escape(words));
    }

    private static String backLink(@Nullable String back, boolean zh) {
        return back == null
                ? ""
                : "<a class=\"button pay\" href=\"%s\">%s</a>%n"
                        .formatted(escape(back), zh ? "返回商户" : "Back to the merchant");
    }

    private static String shell(boolean zh, String title, String provider, String content) {
        String other =
                zh
                        ? "<a href=\"?lang=en\" lang=\"en\">English</a>"
                        : "<a href=\"?lang=zh\" lang=\"zh\">中文</a>";
        return SHELL.replace("{{lang}}", zh ? "zh-CN" : "en")
                .replace("{{title}}", escape(title))
                .replace("{{provider}}", provider.toLowerCase(Locale.ROOT))
                .replace("{{other}}", other)
                .replace("{{content}}", content);
    }

    private static String shell() {
        try (var in = PayerPage.class.getResourceAsStream("page.html")) {
            return new String(
                    Objects.requireNonNull(in, "page.html").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean chinese(Call call) {
        String lang = call.query().get("lang");
        String asked =
                lang == null
                        ? Objects.requireNonNullElse(call.header("Accept-Language"), "")
                        : lang;
        return asked.isEmpty() || asked.startsWith("zh");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
