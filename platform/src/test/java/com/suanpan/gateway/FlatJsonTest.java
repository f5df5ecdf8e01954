package com.suanpan.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlatJsonTest {

    @Test
    void strings_and_integers_are_kept_as_written() {
        Map<String, FlatJson.Value> values =
                read(
                        "{\"amount\":\"100.00\",\"timestamp\":1704067200,\"attach\":\"\\u0061\\n\",\"nonce\":-0}");

        assertThat(values)
                .containsExactly(
                        Map.entry("amount", new FlatJson.Value("100.00", true)),
                        Map.entry("timestamp", new FlatJson.Value("1704067200", false)),
                        Map.entry("attach", new FlatJson.Value("a\n", true)),
                        Map.entry("nonce", new FlatJson.Value("-0", false)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "false",
                "1.0",
                "1e2",
                "1E2",
                "[]",
                "[1]",
                "{}",
                "{\"a\":1}"
            })
    void anything_but_a_string_or_an_integer_is_refused_by_its_field(String value) {
        Refusal refusal = refusal("{\"order_no\":\"1\",\"amount\":" + value + "}");

        assertThat(refusal.problem()).isEqualTo(Problem.PARAM_ERROR);
        assertThat(refusal.field()).isEqualTo("amount");
    }

    @ParameterizedTest
    @ValueSource(strings = {"01", "+1", "NaN", "Infinity", "0x1", "'a'", "tru", "1 2", "-"})
    void what_is_not_json_is_refused(String value) {
        assertThat(refusal("{\"amount\":" + value + "}").problem()).isEqualTo(Problem.PARAM_ERROR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "1",
                "\"a\"",
                "null",
                "{",
                "{\"a\":1",
                "{\"a\"}",
                "{a:1}",
                "{} {}",
                "{},",
                "{\"a\":1,}",
                "{\"a\":1}x",
                "\uFEFF{}",
                "/**/{}",
                "{}//"
            })
    void what_is_no_single_object_is_refused(String body) {
        assertThat(refusal(body).problem()).isEqualTo(Problem.PARAM_ERROR);
    }

    @Test
    void a_doubled_field_is_refused_by_its_name_however_it_is_spelt() {
        assertThat(refusal("{\"amount\":\"1\",\"amount\":\"2\"}").field()).isEqualTo("amount");
        assertThat(refusal("{\"amount\":\"1\",\"\\u0061mount\":\"1\"}").field())
                .isEqualTo("amount");
        assertThat(refusal("{\"amount\":\"\",\"amount\":\"2\"}").field()).isEqualTo("amount");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\\nforged log line", "金额", "a=b&c"})
    void a_name_of_anything_but_letters_is_refused_and_not_repeated(String name) {
        Refusal refusal = refusal("{\"" + name + "\":\"1\"}");

        assertThat(refusal.field()).isNull();
        assertThat(refusal).hasMessage("a field's name is of letters, digits and _");
    }

    @Test
    void bytes_that_are_not_utf8_are_refused() {
        byte[] latin1 = "{\"subject\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
        byte[] utf16 = "{\"subject\":\"a\"}".getBytes(StandardCharsets.UTF_16);

        assertThatThrownBy(() -> FlatJson.read(latin1)).hasMessage("the body is not UTF-8");
        assertThatThrownBy(() -> FlatJson.read(utf16)).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00a", "\\u0000", "\\u001b", "\\u0085"})
    void half_characters_and_control_characters_are_refused(String escape) {
        assertThat(refusal("{\"subject\":\"" + escape + "\"}").field()).isEqualTo("subject");
    }

    @ParameterizedTest
    @CsvSource({
        "a&balance_amount=50.00, balance_amount",
        "&sign=x, sign",
        "x&y&amount=1, amount",
        "a&&amount=1, amount",
        "a&amount=1&order_no=2, amount"
    })
    void a_value_that_holds_a_field_of_ours_is_refused(String value, String smuggled) {
        Refusal refusal = refusal("{\"attach\":\"" + value + "\"}");

        assertThat(refusal.field()).isEqualTo("attach");
        assertThat(refusal).hasMessageContaining("&" + smuggled + "=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a&b=1",
                "a&amount",
                "a&amounts=1",
                "amount=1",
                "a&Amount=1",
                "&&&",
                "a& amount=1"
            })
    void a_value_with_other_ampersands_passes(String value) {
        assertThat(read("{\"attach\":\"" + value + "\"}")).containsKey("attach");
    }

    @Test
    void a_value_of_ampersands_only_is_judged_quickly() {
        String body = "{\"attach\":\"" + "&amount".repeat(9_000) + "\"}";
        long begun = System.nanoTime();

        read(body);

        assertThat(System.nanoTime() - begun).isLessThan(1_000_000_000L);
    }

    @Test
    void a_deep_body_is_refused_without_being_walked() {
        assertThat(refusal("{\"a\":" + "[".repeat(30_000)).field()).isEqualTo("a");
    }

    /// Whatever bytes come, the reader answers values or a refusal; what it accepts it reads as it was
    /// meant, and a second time the same.
    @Test
    void random_bodies_are_read_right_or_refused() {
        long seed = new SplittableRandom().nextLong();
        SplittableRandom random = new SplittableRandom(seed);
        for (int run = 0; run < 20_000; run++) {
            Map<String, String> meant = fields(random);
            String body = written(random, meant);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            try {
                assertThat(FlatJson.read(bytes))
                        .as("seed %d, run %d", seed, run)
                        .satisfies(values -> {
                            Map<String, String> texts = new LinkedHashMap<>();
                            values.forEach((name, value) -> texts.put(name, value.text()));
                            assertThat(texts).isEqualTo(meant);
                        });
                FlatJson.read(damaged(random, bytes));
            } catch (Refusal refusal) {
                assertThat(refusal.problem()).as("seed %d", seed).isEqualTo(Problem.PARAM_ERROR);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", run " + run + ": " + body, e);
            }
        }
    }

    private static Map<String, String> fields(SplittableRandom random) {
        String[] names = {"order_no", "amount", "subject", "attach", "timestamp", "colour"};
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = random.nextInt(names.length); i >= 0; i--) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(8); length > 0; length--) {
                int[] some = {'a', '"', '\\', '/', '=', '&', '\n', 0x7f51, 0x1f600, 'é', '0'};
                text.appendCodePoint(some[random.nextInt(some.length)]);
            }
            fields.put(names[random.nextInt(names.length)], text.toString());
        }
        return fields;
    }

    /// One of the many ways to write an object: escapes or not, white space or not.
    private static String written(SplittableRandom random, Map<String, String> fields) {
        StringBuilder json = new StringBuilder("{");
        fields.forEach((name, text) -> {
            json.append(json.length() > 1 ? "," : "").append(space(random));
            json.append('"').append(name).append('"').append(space(random)).append(':');
            json.append(space(random)).append('"');
            text.chars()
                    .forEach(c -> {
                        if (c < ' ' || c == '"' || c == '\\' || random.nextInt(4) == 0) {
                            json.append("\\u%04x".formatted(c));
                        } else {
                            json.append((char) c);
                        }
                    });
            json.append('"');
        });
        return json.append(space(random)).append('}').toString();
    }

    private static String space(SplittableRandom random) {
        return random.nextInt(3) == 0 ? " \n" : "";
    }

    private static byte[] damaged(SplittableRandom random, byte[] body) {
        byte[] damaged = body.clone();
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        return damaged;
    }

    private static Map<String, FlatJson.Value> read(String body) {
        return FlatJson.read(body.getBytes(StandardCharsets.UTF_8));
    }

    private static Refusal refusal(String body) {
        return catchThrowableOfType(Refusal.class, () -> read(body));
    }
}
