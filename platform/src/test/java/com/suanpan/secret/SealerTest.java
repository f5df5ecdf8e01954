package com.suanpan.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.suanpan.store.StartRefused;
import com.suanpan.store.WithDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

@SpringBootTest(
        classes = SealerTest.Rooms.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE)
@WithDatabase
class SealerTest {

    @SpringBootApplication(scanBasePackages = {"com.suanpan.store", "com.suanpan.secret"})
    static class Rooms {}

    private static final Secret PIN = new Secret("打开芝麻 open sesame");

    @Autowired Sealer sealer;
    @Autowired KekRotation rotation;
    @Autowired JdbcClient jdbc;
    @Autowired Environment environment;

    @Test
    void what_is_sealed_opens_in_its_place_only() {
        byte[] sealed = sealer.seal(PIN, "merchant_key/a", "secret_key");

        assertThat(sealer.unseal(sealed, "merchant_key/a", "secret_key")).isEqualTo(PIN);
        assertThatThrownBy(() -> sealer.unseal(sealed, "merchant_key/b", "secret_key"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sealer.unseal(sealed, "merchant_key/a", "other"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void one_changed_byte_keeps_it_shut() {
        byte[] sealed = sealer.seal(PIN, "r", "f");
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> sealer.unseal(changed, "r", "f"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("cannot unseal r.f");
        }
    }

    @Test
    void after_a_rotation_the_old_still_opens_and_the_new_is_sealed_otherwise() {
        byte[] before = sealer.seal(PIN, "r", "f");

        sealer.rotate();

        byte[] after = sealer.seal(PIN, "r", "f");
        assertThat(sealer.unseal(before, "r", "f")).isEqualTo(PIN);
        assertThat(sealer.unseal(after, "r", "f")).isEqualTo(PIN);
        assertThat(keyId(after)).isNotEqualTo(keyId(before));
    }

    @Test
    void a_server_that_has_not_heard_of_a_rotation_opens_the_new_too() {
        try (var other = server(Map.of())) {
            Sealer theirs = other.getBean(Sealer.class);
            theirs.rotate();

            assertThat(sealer.unseal(theirs.seal(PIN, "r", "f"), "r", "f")).isEqualTo(PIN);
        }
    }

    @Test
    void a_change_of_the_key_over_all_keys_leaves_running_servers_running() throws Exception {
        Path file = Path.of(environment.getRequiredProperty("suanpan.data")).resolve("kek");
        String old = Files.readString(file);
        byte[] before = sealer.seal(PIN, "r", "f");
        try (var elsewhere = server(Map.of("suanpan.kek", old.strip()))) {
            rotation.rotateFile();

            assertThat(Files.readString(file)).isNotEqualTo(old);
            assertThat(sealer.unseal(sealer.seal(PIN, "r", "f"), "r", "f")).isEqualTo(PIN);
            assertThat(sealer.unseal(before, "r", "f")).isEqualTo(PIN);
            Sealer theirs = elsewhere.getBean(Sealer.class);
            await().pollDelay(Duration.ofMillis(1_200)) // until they have heard of it
                    .until(() -> theirs.unseal(theirs.seal(PIN, "r", "f"), "r", "f").equals(PIN));
        }
        try (var next = server(Map.of())) {
            assertThat(next.getBean(Sealer.class).unseal(before, "r", "f")).isEqualTo(PIN);
        }
        assertThatThrownBy(() -> server(Map.of("suanpan.kek", old.strip())))
                .satisfies(e -> assertThat(StartRefused.in(e)).isPresent());
    }

    @Test
    void broken_off_at_any_moment_the_key_in_place_opens_and_the_change_can_be_finished()
            throws Exception {
        Path file = Path.of(environment.getRequiredProperty("suanpan.data")).resolve("kek");
        byte[] before = sealer.seal(PIN, "r", "f");
        byte[] made = KekSource.made();
        rotation.begin(new Secret(Base64.getEncoder().encodeToString(made)));
        opens(before);
        assertThatThrownBy(() -> sealer.rotate()).hasMessageContaining("finish that first");
        assertThatThrownBy(() -> rotation.finish()).hasMessageContaining("not the one");

        KekSource.replace(file, made);
        opens(before);

        rotation.rotateFile();
        assertThat(KekSource.read(file)).isEqualTo(made);
        opens(before);
        assertThatThrownBy(() -> rotation.finish()).hasMessageContaining("not the one");
    }

    private void opens(byte[] sealed) {
        assertThat(sealer.unseal(sealed, "r", "f")).isEqualTo(PIN);
        try (var next = server(Map.of())) {
            assertThat(next.getBean(Sealer.class).unseal(sealed, "r", "f")).isEqualTo(PIN);
        }
    }

    @Test
    void another_key_refuses_to_start_on_this_database() {
        String other = Base64.getEncoder().encodeToString(new byte[32]);

        assertThatThrownBy(() -> server(Map.of("suanpan.kek", other)))
                .satisfies(e ->
                        assertThat(StartRefused.in(e).orElseThrow())
                                .hasMessageContaining("key-encryption key")
                                .hasMessageNotContaining(other));
    }

    @Test
    void a_missing_key_file_is_asked_for_and_never_replaced(@TempDir Path empty) {
        assertThatThrownBy(() -> server(Map.of("suanpan.data", empty.toString())))
                .satisfies(e ->
                        assertThat(StartRefused.in(e).orElseThrow())
                                .hasMessageContaining("put it back at " + empty));
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void the_keyset_in_the_database_is_ciphertext() {
        byte[] wrapped = jdbc.sql("select wrapped from keyset").query(byte[].class).single();

        assertThat(new String(wrapped, StandardCharsets.ISO_8859_1)).doesNotContain("AesGcmKey");
    }

    @Test
    void the_key_file_is_made_once_for_its_owner_alone(@TempDir Path data) throws Exception {
        KekSource source =
                KekSource.of(new MockEnvironment().withProperty("suanpan.data", data.toString()));

        byte[] made = source.existingOrNew();

        assertThat(made).hasSize(32);
        assertThat(source.existingOrNew()).isEqualTo(made);
        assertThat(Files.getPosixFilePermissions(data.resolve("kek")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(data).isDirectoryNotContaining(p -> p.toString().endsWith(".new"));

        Files.setPosixFilePermissions(
                data.resolve("kek"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(source::existing).hasMessageContaining("chmod 600");
    }

    @Test
    void a_command_may_give_the_key(@TempDir Path data) {
        String key =
                Base64.getEncoder()
                        .encodeToString(
                                "0123456789abcdef0123456789abcdef"
                                        .getBytes(StandardCharsets.US_ASCII));
        MockEnvironment environment =
                new MockEnvironment().withProperty("suanpan.data", data.toString());

        assertThat(
                        KekSource.of(environment.withProperty("suanpan.kek.command", "echo " + key))
                                .existing())
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("0123456789abcdef0123456789abcdef");
        assertThatThrownBy(() ->
                        KekSource.of(environment.withProperty("suanpan.kek.command", "exit 3"))
                                .existing())
                .isInstanceOf(StartRefused.class);
        assertThatThrownBy(() ->
                        KekSource.of(
                                        environment.withProperty(
                                                "suanpan.kek.command", "echo c2hvcnQ="))
                                .existing())
                .isInstanceOf(StartRefused.class)
                .hasMessageNotContaining("c2hvcnQ");
    }

    private ConfigurableApplicationContext server(Map<String, String> properties) {
        Map<String, String> all = new HashMap<>();
        for (String name : List.of("url", "username", "password")) {
            String key = "suanpan.database." + name;
            all.put(key, environment.getRequiredProperty(key));
        }
        all.put("suanpan.data", environment.getRequiredProperty("suanpan.data"));
        all.put("suanpan.jobs", "false");
        all.putAll(properties);
        return new SpringApplicationBuilder(Rooms.class)
                .web(WebApplicationType.NONE)
                .run(
                        all.entrySet().stream()
                                .map(p -> "--" + p.getKey() + "=" + p.getValue())
                                .toArray(String[]::new));
    }

    /// Tink's prefix names the key: one byte of version, four of its id.
    private static String keyId(byte[] sealed) {
        return HexFormat.of().formatHex(sealed, 1, 5);
    }
}
