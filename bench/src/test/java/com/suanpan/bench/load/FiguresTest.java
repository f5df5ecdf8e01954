package com.suanpan.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FiguresTest {

    @Test
    void json_keeps_order_and_types_and_says_null_for_what_was_not_measured(@TempDir Path folder)
            throws Exception {
        Path file = folder.resolve("new").resolve("figures.json");

        new Figures()
                .put("scenario", "mock")
                .put("payments", 12_345L)
                .put("pay_p99_ms", 12.345678)
                .put("batch_mean", null)
                .put("ratio", 1.0 / 0)
                .write(file);

        JsonNode read = JsonMapper.shared().readTree(Files.readString(file));
        assertThat(read.propertyNames())
                .containsExactly("scenario", "payments", "pay_p99_ms", "batch_mean", "ratio");
        assertThat(read.path("payments").asLong()).isEqualTo(12_345);
        assertThat(read.path("pay_p99_ms").asDouble()).isEqualTo(12.35);
        assertThat(read.path("batch_mean").isNull()).isTrue();
        assertThat(read.path("ratio").isNull()).isTrue();
    }

    @Test
    void the_table_says_what_was_not_measured() {
        assertThat(new Figures().put("payments", 7).put("batch_mean", null).table())
                .contains("payments ", " 7")
                .contains("not measured");
    }
}
