package com.suanpan.docs;

import com.suanpan.channel.Ability;
import com.suanpan.channel.AskPlan;
import com.suanpan.channel.ChannelLine;
import com.suanpan.channel.ChannelLines;
import com.suanpan.channel.PaymentHandler;
import com.suanpan.channel.Refunds;
import com.suanpan.channel.Setting;
import com.suanpan.outbound.Outbound;
import com.suanpan.outbound.Outbounds;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.type.filter.RegexPatternTypeFilter;

class ChannelsPageTest {

    private static final String HEAD =
            """
            # Channels 通道

            Made from the handlers' types and settings; do not edit. A pay method is one class; what a channel cannot
            do it does not implement. *Starts again* says whether sending the same start under the same number again is
            how this channel is asked for the credential once more.
            """;

    @Test
    void the_page_of_channels_is_what_the_types_say() throws IOException {
        StringBuilder page = new StringBuilder(HEAD);
        handlers().values().forEach(provider -> append(page, provider));
        GeneratedPage.isUpToDate("channels.md", page.toString());
    }

    /// The providers' own packages, without the database that the rest of the room stands on.
    private static SequencedMap<String, List<PaymentHandler>> handlers() {
        try (var context = new AnnotationConfigApplicationContext();
                Outbound outbound = Outbounds.within(Duration.ofSeconds(1))) {
            context.registerBean(Clock.class, Clock::systemUTC);
            context.registerBean(ChannelLine.class, () -> ChannelLines.through(outbound));
            var scanner = new ClassPathBeanDefinitionScanner(context);
            scanner.addExcludeFilter(
                    new RegexPatternTypeFilter(
                            Pattern.compile("com\\.suanpan\\.channel\\.[A-Z].*")));
            scanner.scan("com.suanpan.channel");
            context.refresh();
            return context.getBeansOfType(PaymentHandler.class).values().stream()
                    .sorted(Comparator.comparing(h -> h.method().code()))
                    .collect(
                            Collectors.groupingBy(
                                    h -> h.method().provider(), TreeMap::new, Collectors.toList()));
        }
    }

    private static void append(StringBuilder page, List<PaymentHandler> handlers) {
        PaymentHandler first = handlers.getFirst();
        page.append(
                "\n## %s %s · `%s`\n\n"
                        .formatted(
                                first.names().en(), first.names().zh(), first.method().provider()));
        page.append(ask(first.askPlan()));
        if (first instanceof Refunds refunds) {
            page.append(ask(refunds));
        }
        page.append(
                "\n\n| pay method | scene 场景 | needs `payer_id` | starts again | abilities 能力 |\n");
        page.append("|---|---|---|---|---|\n");
        handlers.forEach(h -> page.append(line(h)));
        page.append("\n| setting 参数 | required | secret | meaning |\n|---|---|---|---|\n");
        first.settings().forEach(s -> page.append(line(s)));
    }

    private static String line(PaymentHandler handler) {
        var scene = handler.method().scene();
        List<String> abilities = new ArrayList<>(List.of("pay 支付", "query 查询", "callback 回调"));
        Ability.of(handler).forEach(a -> abilities.add(a.title() + " " + a.titleZh()));
        return "| `%s` | %s %s | %s | %s | %s |\n"
                .formatted(
                        handler.method().code(),
                        scene.title(),
                        scene.titleZh(),
                        yes(scene.needsPayerId()),
                        yes(handler.startMayRepeat()),
                        String.join(", ", abilities));
    }

    private static String line(Setting setting) {
        return "| `%s` | %s | %s | %s |\n"
                .formatted(
                        setting.name(),
                        yes(setting.required()),
                        yes(setting.secret()),
                        setting.meaning());
    }

    private static String ask(AskPlan plan) {
        return "Asked after %s. Payable at least %s; a late success may still appear %s after that."
                .formatted(waits(plan), text(plan.shortestLife()), text(plan.grace()));
    }

    private static String ask(Refunds refunds) {
        return "\nA refund is asked about after %s%s."
                .formatted(
                        waits(refunds.refundAskPlan()),
                        refunds.refundMayRepeat()
                                ? "; the same refund may be sent again under its number"
                                : "");
    }

    private static String waits(AskPlan plan) {
        return plan.delays().stream().map(ChannelsPageTest::text).collect(Collectors.joining(", "))
                + ", then every "
                + text(plan.delays().getLast());
    }

    private static String text(Duration duration) {
        return duration.isZero()
                ? "0 s"
                : duration.toString()
                        .substring(2)
                        .replaceAll("([0-9])([HMS])", "$1 $2 ")
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replace(" m", " min");
    }

    private static String yes(boolean is) {
        return is ? "yes" : "";
    }
}
