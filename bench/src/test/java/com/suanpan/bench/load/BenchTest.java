package com.suanpan.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A few seconds of load on the packaged programs, as `./suanpan bench` puts it on them. How fast they are
/// here says nothing; that every payment is where it belongs does.
class BenchTest {

    @TempDir private Path folder;

    @Test
    @Timeout(600)
    void five_seconds_of_payments_leave_three_records_that_agree() throws Exception {
        JsonNode figures = bench("--scenario=mock", "--seconds=5", "--warm-up=1", "--rate=20");

        assertThat(figures.path("mismatches").asLong(-1)).isZero();
        assertThat(figures.path("pay_p99_ms").asDouble()).isPositive();
        assertThat(figures.path("callback_p99_ms").asDouble()).isPositive();
        assertThat(figures.path("db_connections_max").asLong()).isPositive();
        assertThat(figures.path("batch_mean").asDouble()).isPositive();
        assertThat(figures.propertyNames())
                .contains(
                        "payments_per_second",
                        "added_p99_ms",
                        "platform_cpu_ms_per_payment",
                        "postgres_cpu_ms_per_payment",
                        "platform_peak_rss_mb",
                        "config_reads_from_cache");
    }

    @Test
    @Timeout(600)
    void a_second_of_postings_leaves_books_that_agree_with_their_callers() throws Exception {
        JsonNode figures = bench("--scenario=ledger", "--seconds=1", "--warm-up=1");

        assertThat(figures.path("mismatches").asLong(-1)).isZero();
        assertThat(figures.path("postings_acknowledged").asLong()).isPositive();
        assertThat(figures.path("postings_per_second").asDouble()).isPositive();
        assertThat(figures.path("one_caller_per_second").asDouble()).isPositive();
        assertThat(figures.path("batch_mean").asDouble()).isGreaterThan(1);
    }

    /// The figures of a run that ended well.
    private JsonNode bench(String... words) throws Exception {
        Path home = Path.of("..").toAbsolutePath().normalize();
        Path json = folder.resolve("figures.json");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dsuanpan.home=" + home);
        command.add("-cp");
        command.add(home.resolve("bench/target/bench.jar").toString());
        command.add(Bench.class.getName());
        command.addAll(List.of(words));
        command.add("--json=" + json);
        command.add("--data=" + folder.resolve("data"));
        Process bench = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var lines = bench.inputReader()) {
            lines.lines().forEach(System.out::println);
        } finally {
            bench.destroy();
        }
        assertThat(bench.waitFor()).isZero();
        return JsonMapper.shared().readTree(Files.readString(json));
    }
}
