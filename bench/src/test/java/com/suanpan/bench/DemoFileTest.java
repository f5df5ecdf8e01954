package com.suanpan.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoFileTest {

    private static final MerchantKeys KEYS =
            new MerchantKeys("M1", "ak_1", "secret-1", "whsec_c2VjcmV0");

    @TempDir private Path folder;

    @Test
    void what_was_written_is_read_again() {
        DemoFile file = new DemoFile(folder);
        assertThat(file.read()).isEmpty();

        file.write(new Addresses(1, 2, 3), KEYS);
        file.write(new Addresses(8080, 8081, 9090), KEYS);

        assertThat(file.read()).contains(KEYS);
    }

    @Test
    void it_tells_where_everything_is_to_its_owner_only() throws IOException {
        DemoFile file = new DemoFile(folder);

        file.write(new Addresses(8080, 8081, 9090), KEYS);

        JsonNode all = JsonMapper.shared().readTree(Files.readString(file.path()));
        assertThat(all.path("base_url").asString()).isEqualTo("http://127.0.0.1:8080");
        assertThat(all.path("callback_url").asString()).isEqualTo("http://127.0.0.1:8081");
        assertThat(all.path("sandbox_url").asString()).isEqualTo("http://127.0.0.1:9090");
        assertThat(all.path("sandbox_control_url").asString())
                .isEqualTo("http://127.0.0.1:9090/control");
        assertThat(all.path("merchant_stub_url").asString())
                .isEqualTo("http://127.0.0.1:9090/merchant");
        assertThat(all.path("merchant_id").asString()).isEqualTo("M1");
        assertThat(all.path("api_key").asString()).isEqualTo("ak_1");
        assertThat(all.path("secret_key").asString()).isEqualTo("secret-1");
        assertThat(Files.getPosixFilePermissions(file.path()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(KEYS.toString()).doesNotContain("secret");
    }

    @Test
    void a_broken_file_is_told_in_a_sentence() throws IOException {
        DemoFile file = new DemoFile(folder);
        Files.writeString(file.path(), "{\"merchant_id\":\"M1\"}");

        assertThatExceptionOfType(Halt.class)
                .isThrownBy(file::read)
                .withMessageContaining("has no api_key");
    }
}
