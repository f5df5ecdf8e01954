package com.suanpan.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Each rule finds nothing in the product and finds what is planted.
class SourceRulesTest {

    private static final List<Source> PRODUCT = Source.all();

    private static void holds(Function<Source, List<String>> rule) {
        assertThat(PRODUCT).hasSizeGreaterThan(50);
        assertThat(PRODUCT.stream().flatMap(s -> rule.apply(s).stream())).isEmpty();
    }

    private static void catches(Function<Source, List<String>> rule, String path, String text) {
        assertThat(rule.apply(Source.of(path, text))).as(text).isNotEmpty();
    }

    private static void passes(Function<Source, List<String>> rule, String path, String text) {
        assertThat(rule.apply(Source.of(path, text))).as(text).isEmpty();
    }

    private static Set<String> channels() {
        try (Stream<Path> folders = Files.list(Path.of("src/main/java/com/suanpan/channel"))) {
            return folders.filter(Files::isDirectory)
                    .map(f -> f.getFileName().toString())
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void m1_an_amount_is_a_long() {
        holds(SourceRules::money);
        catches(SourceRules::money, "payment/X.java", "class X { double amount; }");
        catches(SourceRules::money, "payment/X.java", "class X { void x() { var a = 1.5; } }");
        catches(SourceRules::money, "payment/X.java", "class X { void x() { float a = 1; } }");
        catches(SourceRules::money, "fee/X.java", "import java.math.BigDecimal;\nclass X {}");
        catches(SourceRules::money, "route/X.java", "import java.math.BigDecimal;\nclass X {}");
        catches(SourceRules::money, "money/X.java", "class X { double amount; }");
        passes(SourceRules::money, "money/X.java", "import java.math.BigDecimal;\nclass X {}");
        passes(SourceRules::money, "fee/X.java", "class X { String v = \"1.5 double\"; } // 1.5");
    }

    @Test
    void sql_is_in_package_private_types() {
        holds(SourceRules::sql);
        catches(
                SourceRules::sql,
                "payment/X.java",
                "public class X { String s = \"\"\"\n  select 1 from x\n\"\"\"; }");
        passes(SourceRules::sql, "payment/X.java", "class X { String s = \"select 1\"; }");
    }

    @Test
    void time_comes_from_a_clock() {
        holds(SourceRules::time);
        catches(SourceRules::time, "payment/X.java", "class X { Instant i = Instant.now(); }");
        catches(
                SourceRules::time,
                "payment/X.java",
                "class X { long l = System.currentTimeMillis(); }");
    }

    @Test
    void a_new_case_breaks_the_build() {
        holds(SourceRules::switches);
        catches(
                SourceRules::switches,
                "payment/X.java",
                "class X { int x(R r) { return switch (r) { case A a -> 1; default -> 2; }; } }");
        catches(
                SourceRules::switches,
                "payment/X.java",
                "class X { int x(R r) { return switch (r) { case A a -> 1; case _ -> 2; }; } }");
        passes(
                SourceRules::switches,
                "payment/X.java",
                "class X { int x(String r) { return switch (r) { case \"a\" -> 1; default -> 2; }; } }");
    }

    @Test
    void a_state_has_one_table_of_moves() {
        holds(SourceRules::states);
        catches(SourceRules::states, "payment/XStage.java", "enum XStage { A, B }");
        passes(
                SourceRules::states,
                "payment/XStage.java",
                "enum XStage { A; Set<XStage> next() { return null; } }");
    }

    @Test
    void a_result_is_sealed() {
        holds(SourceRules::results);
        catches(SourceRules::results, "payment/XResult.java", "public interface XResult {}");
        catches(SourceRules::results, "payment/XResult.java", "public final class XResult {}");
        passes(SourceRules::results, "payment/XResult.java", "public sealed interface XResult {}");
    }

    @Test
    void names_say_something() {
        holds(SourceRules::names);
        catches(SourceRules::names, "payment/PaymentHelper.java", "class PaymentHelper {}");
        catches(SourceRules::names, "payment/PaymentsImpl.java", "class PaymentsImpl {}");
    }

    @Test
    void nothing_is_found_by_name() {
        holds(SourceRules::distance);
        catches(
                SourceRules::distance,
                "payment/X.java",
                "class X { Object o = Class.forName(n); }");
    }

    @Test
    void nobody_names_a_channel() {
        Set<String> channels = channels();
        assertThat(channels).hasSizeGreaterThan(2);
        holds(s -> SourceRules.channels(s, channels));
        catches(
                s -> SourceRules.channels(s, channels),
                "payment/X.java",
                "class X { String s = \""
                        + channels.iterator().next().toUpperCase(Locale.ROOT)
                        + "_QR\"; }");
    }

    @Test
    void files_and_methods_are_short() {
        holds(SourceRules::sizes);
        catches(SourceRules::sizes, "payment/X.java", "class X {}\n".repeat(301));
        catches(
                SourceRules::sizes,
                "payment/X.java",
                "class X {\n    void x() {\n" + "        y();\n".repeat(40) + "    }\n}\n");
    }
}
