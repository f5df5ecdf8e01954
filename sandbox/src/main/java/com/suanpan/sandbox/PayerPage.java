package com.suanpan.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The payer's pages: plain HTML, Chinese or English. Only the last page of an app's window has a
/// script, which tells the page that opened it.
public final class PayerPage {

    private static final String SHELL = shell();
    private static final DateTimeFormatter CHINA_TIME =
            DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(Serials.CHINA);

    private final Call call;
    private final boolean zh;

    private PayerPage(Call call) {
        this.call = call;
        this.zh = chinese(call);
    }

    static String start(Call call) {
        PayerPage page = new PayerPage(call);
        return page.shell(
                page.in("扫一扫", "Scan"),
                "",
                """
                <form action="/payer/scan" method="get">
                <h2>%s</h2>
                <label for="code">%s</label>
                <textarea id="code" name="code" required></textarea>
                %s<button>%s</button>
                </form>
                """
                        .formatted(
                                page.in("扫一扫", "Scan a code"),
                                page.in(
                                        "二维码内容、网址或 APP 参数",
                                        "The text of a code, an address, or an app's parameters"),
                                call.query().containsKey("lang")
                                        ? "<input type=\"hidden\" name=\"lang\" value=\"%s\">"
                                                .formatted(page.in("zh", "en"))
                                        : "",
                                page.in("打开", "Open")));
    }

    /// One order: to be paid, or what became of it. `over` says that its time is.
    static String order(Call call, Order order, boolean over, String path, @Nullable String back) {
        PayerPage page = new PayerPage(call);
        return page.shell(
                page.in("付款", "Payment"),
                order.terms().provider(),
                page.facts(order) + page.rest(order, over, path, back));
    }

    /// What cannot be paid, and why.
    public static String sorry(Call call, String why) {
        return sorry(call, why, "/");
    }

    static String sorry(Call call, String why, String back) {
        PayerPage page = new PayerPage(call);
        return page.shell(
                page.in("无法付款", "Cannot pay"),
                "",
                page.state("bad", page.in("无法付款", "This cannot be paid"))
                        + page.words(why)
                        + page.acts(link("plain", back, page.in("返回", "Back"))));
    }

    static String backAtMerchant(Call call) {
        PayerPage page = new PayerPage(call);
        return page.shell(
                page.in("商户", "Merchant"),
                "MERCHANT",
                page.state("", page.in("您已回到商户", "You are back at the merchant"))
                        + page.words(
                                page.in(
                                        "订单结果以商户收到的通知为准。",
                                        "What became of the order, the notice tells, not this page.")));
    }

    /// The end of an app's window: `result` is `ok`, `cancel` or `fail`.
    static String told(Call call) {
        PayerPage page = new PayerPage(call);
        String result = call.query().getOrDefault("result", "fail").replaceAll("[^a-z]", "");
        return page.shell(
                page.in("付款", "Payment"),
                "",
                page.words(page.in("请关闭此窗口。", "You may close this window."))
                        + "<script>if (opener) { opener.postMessage({ sandbox: \"%s\" }, \"*\"); close(); }</script>%n"
                                .formatted(result));
    }

    private String rest(Order order, boolean over, String path, @Nullable String back) {
        String toMerchant = back == null ? "" : link("", back, in("返回商户", "Back to the merchant"));
        return switch (order.state()) {
            case UNOPENED, WAITING -> {
                if (over) {
                    yield state("bad", in("订单已过期", "This order has expired")) + acts(toMerchant);
                }
                yield call.query().containsKey("gave_up")
                        ? state("bad", in("您没有付款", "You did not pay"))
                                + acts(
                                        toMerchant
                                                + link(
                                                        "plain",
                                                        path + language("?"),
                                                        in("重新付款", "Pay after all")))
                        : choice(path);
            }
            case PAID -> state("good", in("支付成功", "Paid")) + acts(toMerchant);
            case CLOSED -> state("bad", in("订单已关闭", "This order is closed")) + acts(toMerchant);
        };
    }

    private String facts(Order order) {
        Terms terms = order.terms();
        return """
        <h1>%s</h1>
        <p class="amount"><small>¥</small>%s</p>
        <dl><div><dt>%s</dt><dd>%s</dd></div><div><dt>%s</dt><dd>%s</dd></div><div><dt>%s</dt><dd>%s</dd></div></dl>
        """
                .formatted(
                        escape(terms.subject()),
                        BigDecimal.valueOf(terms.amount(), 2).toPlainString(),
                        in("收款商户号", "Merchant"),
                        escape(terms.account()),
                        in("商户单号", "Order"),
                        escape(terms.orderNo()),
                        order.isPaid() ? in("付款时间", "Paid at") : in("付款截止", "Pay before"),
                        CHINA_TIME.format(order.isPaid() ? order.paidTime() : terms.expiresAt()));
    }

    private String choice(String path) {
        return acts(
                """
                <form method="post" action="%1$s/pay%4$s"><button class="pay">%2$s</button></form>
                <form method="post" action="%1$s/give-up%4$s"><button class="plain">%3$s</button></form>
                """
                        .formatted(
                                escape(path), in("支付", "Pay"), in("放弃", "Give up"), language("?")));
    }

    private String in(String chinese, String english) {
        return zh ? chinese : english;
    }

    private String language(String before) {
        return call.query().containsKey("lang") ? before + "lang=" + in("zh", "en") : "";
    }

    private String state(String kind, String words) {
        return "<p class=\"state %s\" role=\"status\">%s</p>%n".formatted(kind, escape(words));
    }

    private String words(String text) {
        return "<p class=\"words\">%s</p>%n".formatted(escape(text));
    }

    private String acts(String acts) {
        return acts.isEmpty() ? "" : "<div class=\"acts\">%s</div>%n".formatted(acts);
    }

    private static String link(String kind, String address, String words) {
        return "<a class=\"button %s\" href=\"%s\">%s</a>%n"
                .formatted(kind, escape(address), escape(words));
    }

    private String shell(String title, String provider, String content) {
        String other =
                "<a href=\"?%1$s\" lang=\"%2$s\" hreflang=\"%2$s\">%3$s</a>"
                        .formatted(escape(otherQuery()), in("en", "zh"), in("English", "中文"));
        return SHELL.replace("{{lang}}", in("zh-CN", "en"))
                .replace("{{title}}", escape(title))
                .replace("{{provider}}", provider.toLowerCase(Locale.ROOT))
                .replace("{{brand}}", brand(provider))
                .replace("{{sandbox}}", in("沙箱 · 不动真钱", "Sandbox · no real money"))
                .replace("{{other}}", other)
                .replace("{{content}}", content);
    }

    private String brand(String provider) {
        return switch (provider) {
            case "" -> in("付款人", "Payer");
            case "MERCHANT" -> in("商户", "Merchant");
            case "WECHAT" -> in("微信支付", "WeChat Pay");
            case "ALIPAY" -> in("支付宝", "Alipay");
            default -> in("模拟支付", "Mock Pay");
        };
    }

    /// The query of this page in the other language.
    private String otherQuery() {
        String rest =
                Arrays.stream(call.rawQuery().split("&"))
                        .filter(pair -> !pair.isEmpty() && !pair.startsWith("lang="))
                        .map(pair -> pair + "&")
                        .collect(Collectors.joining());
        return rest + "lang=" + in("en", "zh");
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
