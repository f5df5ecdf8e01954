package com.suanpan.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.suanpan.Suanpan;
import com.suanpan.store.StartRefused;
import com.suanpan.store.WithDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(classes = Suanpan.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
@WithDatabase
@TestPropertySource(properties = "spring.main.lazy-initialization=true")
class CommandsTest {

    private static final String NO_SUCH_ORDER = "26112312000000010000000000";

    @TempDir private static Path folder;

    @Autowired Commands commands;
    @Autowired JdbcClient jdbc;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void nothing_was_said() {
        out.reset();
        err.reset();
    }

    @Test
    void a_merchants_secrets_are_shown_when_it_is_added_and_never_again() {
        assertThat(run("merchant", "add", "Tea House", "--id", "tea", "--settle", "D0", "--json"))
                .isZero();
        JsonNode added = json();
        String secretKey = added.get("secret_key").asString();
        assertThat(secretKey).hasSize(64);
        assertThat(added.get("webhook_secret").asString()).startsWith("whsec_");

        assertThat(run("merchant", "show", "tea")).isZero();
        assertThat(text())
                .contains("Tea House", "D0", added.get("api_key").asString())
                .doesNotContain(secretKey)
                .doesNotContain("whsec_");
    }

    @Test
    void a_merchant_that_signs_rsa_is_shown_our_public_key() {
        assertThat(
                        run(
                                "merchant",
                                "add",
                                "R",
                                "--sign-type",
                                "RSA2",
                                "--public-key",
                                "src/test/resources/channel/merchant-pub.pem",
                                "--json"))
                .isZero();
        assertThat(json().has("our_public_key")).isTrue();
        assertThat(json().has("secret_key")).isFalse();
    }

    @Test
    void a_newer_key_has_the_scopes_asked_for() {
        run("merchant", "add", "K", "--id", "keys");
        assertThat(run("merchant", "key", "keys", "--scopes", "QUERY", "--json")).isZero();
        assertThat(json().get("scopes").asString()).isEqualTo("QUERY");
        assertThat(json().get("secret_key").asString()).hasSize(64);
    }

    @Test
    void a_backup_is_restored_by_its_own_key_only_and_opens_with_it() throws IOException {
        run("merchant", "add", "Kept", "--id", "kept");
        Path file = folder.resolve("kept.backup");
        assertThat(run("backup", "--to", file.toString(), "--json")).isZero();
        assertThat(json().get("key").asString()).isEqualTo(file + ".kek");
        Path other = folder.resolve("other.kek");
        Files.copy(Path.of(file + ".kek"), other, StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(other, "A".repeat(43) + "=");
        Path data = folder.resolve("restored");
        MockEnvironment there = new MockEnvironment().withProperty("suanpan.data", data.toString());

        assertThatThrownBy(
                        () -> restore(there, "--from", file.toString(), "--kek", other.toString()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("does not open the secrets");
        assertThat(data).doesNotExist();

        restore(there, "--from", file.toString());
        assertThat(data.resolve("kek")).hasSameBinaryContentAs(Path.of(file + ".kek"));
        assertThat(data.resolve("database")).isDirectory();
        assertThatThrownBy(() -> restore(there, "--from", file.toString()))
                .hasMessageContaining("there is a database");
    }

    private static void restore(MockEnvironment there, String... words) {
        Restoring.typed(List.of(words)).run(there, Clock.systemUTC(), System.err);
    }

    @Test
    void after_a_change_of_the_data_key_every_secret_is_sealed_anew_and_opens() throws IOException {
        run("merchant", "add", "D", "--id", "data-key");
        run("merchant", "rotate-webhook", "data-key");
        assertThat(run("rotate-key", "data")).isZero();
        assertThat(text()).contains("secrets are sealed anew");
        assertThat(
                        jdbc.sql(
                                        """
                                        select count(distinct substr(sealed, 1, 5)) from (
                                            select our_private_key as sealed from merchant_config
                                            union all select webhook_secret from merchant_config
                                            union all select webhook_secret_before from merchant_config
                                                where webhook_secret_before is not null
                                            union all select secret_key from merchant_key
                                            union all select config_data from channel_config) s
                                        """)
                                .query(Integer.class)
                                .single())
                .isEqualTo(1);
        assertThat(run("merchant", "show", "data-key")).isZero();
    }

    @Test
    void a_merchant_is_changed_by_its_settings() {
        run("merchant", "add", "S", "--id", "set");
        assertThat(
                        run(
                                "merchant",
                                "set",
                                "set",
                                "--status",
                                "off",
                                "--allowed-ips",
                                "10.0.0.0/8",
                                "--bucket",
                                "20/10"))
                .isZero();
        run("merchant", "show", "set", "--json");
        assertThat(json().get("status").asString()).isEqualTo("STOPPED");
        assertThat(json().get("bucket_refill").asString()).isEqualTo("10");
        assertThat(run("merchant", "set", "set", "--bucket", "20")).isEqualTo(Commands.WRONG_USAGE);
        assertThat(run("merchant", "set", "set", "--status", "perhaps"))
                .isEqualTo(Commands.WRONG_USAGE);
        assertThat(run("merchant", "set", "nobody", "--name", "x")).isEqualTo(Commands.REFUSED);
        assertThat(run("merchant", "key", "set", "--retire", "ak_none"))
                .isEqualTo(Commands.REFUSED);
    }

    @Test
    void a_channel_account_gets_new_keys_but_no_new_identity() throws IOException {
        Path settings = folder.resolve("mock-set.json");
        String json =
                "{\"base_url\":\"http://127.0.0.1:1\",\"merchant_no\":\"%s\",\"secret\":\"%s\"}";
        Files.writeString(settings, json.formatted("m-1", "first"));
        run("channel", "add", "mock-set", "--provider", "MOCK", "--settings", settings.toString());
        Files.writeString(settings, json.formatted("m-1", "second"));
        assertThat(run("channel", "set", "mock-set", "--settings", settings.toString())).isZero();
        assertThat(text()).contains("48 hours");
        Files.writeString(settings, json.formatted("m-2", "second"));
        assertThat(run("channel", "set", "mock-set", "--settings", settings.toString()))
                .isEqualTo(Commands.REFUSED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("merchant_no cannot change");
    }

    @Test
    void a_backup_over_another_is_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("mine"), "mine");
        assertThat(run("backup", "--to", file.toString())).isEqualTo(Commands.REFUSED);
        assertThat(file).hasContent("mine");
        assertThat(run("backup")).isEqualTo(Commands.WRONG_USAGE);
    }

    @Test
    void a_channel_account_is_added_shown_without_its_secret_and_switched() throws IOException {
        Path settings = folder.resolve("mock.json");
        Files.writeString(
                settings,
                "{\"base_url\":\"http://127.0.0.1:1\",\"merchant_no\":\"m-1\",\"secret\":\"hush-hush\"}");

        assertThat(
                        run(
                                "channel",
                                "add",
                                "mock-1",
                                "--provider",
                                "MOCK",
                                "--settings",
                                settings.toString(),
                                "--single-limit",
                                "5000",
                                "--methods",
                                "MOCK_QR"))
                .isZero();
        assertThat(text()).contains("5000.00 CNY", "MOCK_QR").doesNotContain("hush-hush");

        assertThat(run("channel", "show", "mock-1")).isZero();
        assertThat(text()).contains("http://127.0.0.1:1", "***").doesNotContain("hush-hush");

        assertThat(run("channel", "off", "mock-1")).isZero();
        assertThat(run("channel", "list", "--json")).isZero();
        assertThat(json().get("channels").get(0).get("status").asString()).isEqualTo("OFF");
        assertThat(run("channel", "on", "mock-1")).isZero();

        assertThat(run("channel", "test", "mock-1")).isEqualTo(Commands.REFUSED);
        assertThat(text()).contains("NOT_SENT", "not told by the channel");
    }

    @Test
    void what_settings_hold_is_never_told_when_they_cannot_be_read() throws IOException {
        Path settings = folder.resolve("broken.json");
        Files.writeString(settings, "{\"secret\":\"hush-hush\",,}");

        assertThat(
                        run(
                                "channel",
                                "add",
                                "x",
                                "--provider",
                                "MOCK",
                                "--settings",
                                settings.toString()))
                .isEqualTo(Commands.WRONG_USAGE);
        assertThat(complaint()).contains("--settings", "JSON").doesNotContain("hush");
    }

    @Test
    void an_order_is_shown_with_what_every_room_keeps_of_it() {
        String payOrderNo = "26112312000000000000000001";
        jdbc.sql(
                        """
                        insert into payment_order (lane, pay_order_no, merchant_id, order_no,
                            amount, currency, fee, settle_mode, subject, fingerprint,
                            cashier_token, pay_method, method_fingerprint, status, stage,
                            sync_status, paid_amount, refunded_amount, close_wanted, deferred,
                            created_at, updated_at, expires_at)
                        values (0, :no, 'M1', 'T-1', 100, 'CNY', 0, 'T1', 'tea', 'f', 'token',
                            'MOCK_QR', 'm', 'PROCESSING', 'CREATED', 'WAITING', 0, 0, false, false,
                            now(), now(), now())
                        """)
                .param("no", payOrderNo)
                .update();

        assertThat(run("order", "show", payOrderNo, "--json")).isZero();
        assertThat(json().get("order_no").asString()).isEqualTo("T-1");
        assertThat(List.copyOf(json().propertyNames()))
                .containsSubsequence(
                        "flows", "stray_money", "entries", "channel_messages", "notices");
        assertThat(run("order", "ask", payOrderNo)).isZero();
    }

    @Test
    void the_books_agree_or_the_disagreement_is_named() {
        assertThat(run("audit")).isZero();
        assertThat(run("audit", "--whole")).isZero();
        assertThat(text()).containsPattern("books +agree");

        jdbc.sql("insert into posting values (0, 'Px', 'PAYMENT', 'x', 'PAYMENT|x', now())")
                .update();

        assertThat(run("audit", "--json")).isEqualTo(Commands.REFUSED);
        assertThat(json().get("disagreements").get(0).get("subject").asString()).isEqualTo("Px");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "merchant | add, key, rotate-webhook, set or show is missing",
                "merchant rob | not rob",
                "merchant add | NAME is missing",
                "merchant add X --rate-bps 1.5 | --rate-bps: must be a whole number from 0 to 10000",
                "merchant add X --rate-bps 10001 | --rate-bps",
                "merchant add X --settle D1 | --settle: must be one of [D0, T1], not D1",
                "merchant add X --sign-type MD5 | --sign-type: must be HMAC-SHA256 or RSA2, not MD5",
                "merchant add X --sign-type RSA2 | --public-key is missing",
                "merchant add X --sign-type RSA2 --public-key nowhere | --public-key: cannot be read: nowhere",
                "merchant add X --allowed-ips 1.2.3 | --allowed-ips",
                "merchant add X --notify-url ftp://x | --notify-url: must be an http or https address",
                "merchant add X --notify-url http://10.0.0.1/ | --notify-url",
                "merchant add X --colour red | --colour is unknown here",
                "merchant add X Y | Y is one word too many",
                "merchant add X --id | --id needs a value",
                "merchant add X --id=a --id=b | --id is given twice",
                "merchant key X --scopes PAY,FLY | --scopes: must be one of",
                "channel add X --provider MOCK | --settings is missing",
                "channel add X --settings nowhere | --provider is missing",
                "channel add X --provider MOCK --settings nowhere | --settings: cannot be read: nowhere",
                "order show T-1 | T-1 is no number of ours",
                "notice resend | NOTICE_NO or PAY_ORDER_NO is missing",
                "fly | no such command: fly",
            })
    void wrong_usage_names_the_argument_and_ends_with_2(String typed, String told) {
        List<String> words = List.of(typed.split(" "));
        assertThat(run(words.toArray(String[]::new))).isEqualTo(Commands.WRONG_USAGE);
        assertThat(complaint()).contains(told);
        assertThat(text()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "merchant show nobody | no such merchant: nobody",
                "merchant key nobody | no such merchant: nobody",
                "merchant add X --id *** | a merchant id is",
                "channel on nothing | no such channel account: nothing",
                "order show " + NO_SUCH_ORDER + " | ORDER_NOT_FOUND",
                "order close nobody T-1 | ORDER_NOT_FOUND",
                "notice resend " + NO_SUCH_ORDER + " | no notice of",
            })
    void what_is_refused_is_told_in_a_sentence_and_ends_with_1(String typed, String told) {
        List<String> words = List.of(typed.split(" "));
        assertThat(run(words.toArray(String[]::new))).isEqualTo(Commands.REFUSED);
        assertThat(complaint()).contains(told);
        assertThat(text()).isEmpty();
    }

    @Test
    void help_and_the_launcher_list_every_form() throws IOException {
        assertThat(run("help")).isZero();
        String launcher = Files.readString(Path.of("..", "suanpan")).replaceAll("\\s+", " ");
        assertThat(text().lines())
                .isNotEmpty()
                .allSatisfy(form -> assertThat(launcher).contains(" " + form + " "));
    }

    private int run(String... words) {
        nothing_was_said();
        return commands.run(
                words[0], List.of(words).subList(1, words.length), stream(out), stream(err));
    }

    private static PrintStream stream(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complaint() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private JsonNode json() {
        return JsonMapper.shared().readTree(text());
    }
}
