package com.suanpan.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.suanpan.bench.Halt;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CrashOptionsTest {

    @Test
    void what_was_typed_is_understood_with_and_without_an_equals_sign() {
        CrashOptions options =
                CrashOptions.of("--kills=50", "--seed", "42", "--json", "target/crash.json");

        assertThat(options)
                .isEqualTo(
                        new CrashOptions(
                                50, 42, null, Duration.ofMinutes(1), Path.of("target/crash.json")));
    }

    @Test
    void a_disaster_is_named_as_it_is_written() {
        CrashOptions options =
                CrashOptions.of("--disaster", "sandbox-gone", "--seconds", "5", "--seed", "1");

        assertThat(options.disaster()).isEqualTo(Disaster.SANDBOX_GONE);
        assertThat(options.lasting()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void wrong_usage_is_told() {
        for (String[] typed :
                new String[][] {
                    {"--kills", "0"},
                    {"--seed"},
                    {"--kill", "3"},
                    {"--disaster", "flood"},
                    {"--seed", "x"}
                }) {
            assertThatExceptionOfType(Halt.class)
                    .isThrownBy(() -> CrashOptions.of(typed))
                    .withMessageContaining("usage: ./suanpan crash-test");
        }
    }
}
