package com.suanpan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class TellingTest {

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final Telling telling =
            new Telling(
                    new PrintStream(screen, true, StandardCharsets.UTF_8), Duration.ofMillis(300));

    @Test
    void a_witness_that_agrees_is_told_with_its_remark() {
        telling.check("platform", "PAID 1.00", () -> "PAID 1.00", () -> "fee 0.01");

        assertThat(told()).matches("   ✓ platform  PAID 1\\.00 +fee 0\\.01\n");
        assertThat(telling.failures()).isZero();
    }

    @Test
    void a_witness_may_come_round() {
        Iterator<String> says = List.of("WAITING", "WAITING", "PAID").iterator();

        telling.check("provider", "PAID", says::next);

        assertThat(told()).startsWith("   ✓ provider  PAID");
    }

    @Test
    void a_witness_that_disagrees_is_a_failure_that_tells_both_sides() {
        telling.check("merchant", "1 notice", () -> "no notice");

        assertThat(told()).contains("✗ merchant", "expected: 1 notice; found: no notice");
        assertThat(telling.failures()).isEqualTo(1);
    }

    @Test
    void after_the_end_nothing_is_told() {
        telling.end("that was it");
        telling.line("and another thing");

        assertThat(told()).isEqualTo("that was it\n");
    }

    private String told() {
        return screen.toString(StandardCharsets.UTF_8);
    }
}
