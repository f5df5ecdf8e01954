package com.suanpan.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.suanpan.bench.Halt;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BenchOptionsTest {

    @Test
    void words_may_carry_their_values_behind_an_equals_sign() {
        BenchOptions options =
                BenchOptions.of(
                        "--scenario=mock-latency",
                        "--seconds",
                        "7",
                        "--rate=500",
                        "--json=a.b.json",
                        "--jvm=-XX:+UseParallelGC",
                        "--suanpan.lanes=4");

        assertThat(options.scenario()).isEqualTo(Scenario.MOCK_LATENCY);
        assertThat(options.seconds()).isEqualTo(7);
        assertThat(options.rate()).isEqualTo(500.0);
        assertThat(options.json()).isEqualTo(Path.of("a.b.json"));
        assertThat(options.options()).containsExactly("-XX:+UseParallelGC");
        assertThat(options.settings()).containsExactly("suanpan.lanes=4");
        assertThat(options.data()).isNull();
    }

    @Test
    void a_merchant_is_as_slow_as_the_scenario_says_unless_told_otherwise() {
        assertThat(BenchOptions.of("--scenario", "mock").merchantTakes()).isZero();
        assertThat(BenchOptions.of("--scenario", "inline-notice").merchantTakes())
                .isEqualTo(Duration.ofMillis(200));
        assertThat(BenchOptions.of("--scenario", "mock", "--merchant-ms", "200").merchantTakes())
                .isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void what_it_does_not_know_is_refused_with_the_usage() {
        assertThatThrownBy(() -> BenchOptions.of("--scenario", "mokc"))
                .isInstanceOf(Halt.class)
                .hasMessageContaining("mock-latency");
        assertThatThrownBy(() -> BenchOptions.of()).isInstanceOf(Halt.class);
        assertThatThrownBy(() -> BenchOptions.of("--scenario", "mock", "--seconds", "0"))
                .isInstanceOf(Halt.class);
        assertThatThrownBy(() -> BenchOptions.of("--scenario", "mock", "--speed"))
                .isInstanceOf(Halt.class);
    }
}
