package com.suanpan.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.suanpan.channel.AddResult.Added;
import com.suanpan.channel.AddResult.Refused;
import com.suanpan.money.Money;
import com.suanpan.secret.Secret;
import com.suanpan.store.WithDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(
        classes = ChannelAccountsTest.Rooms.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE)
@WithDatabase
class ChannelAccountsTest {

    private static final PayMethod QR = new PayMethod("STILL_QR", "STILL", Scene.SHOWN_CODE);
    private static final PayMethod PAGE = new PayMethod("STILL_PAGE", "STILL", Scene.DESKTOP_PAGE);

    @SpringBootApplication(
            scanBasePackages = {
                "com.suanpan.store",
                "com.suanpan.secret",
                "com.suanpan.outbound",
                "com.suanpan.channel"
            })
    static class Rooms {

        @Bean
        PaymentHandler stillQr() {
            return new StillHandler("STILL_QR");
        }

        @Bean
        PaymentHandler stillPage() {
            return new StillHandler("STILL_PAGE");
        }
    }

    @Autowired ChannelAccounts accounts;
    @Autowired ChannelConfigs configs;
    @Autowired JdbcClient jdbc;

    @Test
    void an_account_is_found_as_it_was_added() {
        AddResult result =
                accounts.add(
                        new NewAccount(
                                "still-whole",
                                "静",
                                "STILL",
                                settings("s3cret"),
                                true,
                                70,
                                Money.cny(5_000),
                                Set.of("STILL_QR")));

        assertThat(result).isInstanceOf(Added.class);
        ChannelAccount found = accounts.find("still-whole").orElseThrow();
        assertThat(found).isEqualTo(((Added) result).account());
        assertThat(found.need("key")).isEqualTo("s3cret");
        assertThat(found.singleLimit()).isEqualTo(Money.cny(5_000));
        assertThat(found.serves(QR)).isTrue();
        assertThat(found.serves(PAGE)).isFalse();
    }

    @Test
    void what_serves_is_on_and_allows_the_method() {
        add("serves-all", true);
        add("serves-none", false);

        assertThat(accounts.serving(PAGE))
                .extracting(ChannelAccount::channelCode)
                .contains("serves-all")
                .doesNotContain("serves-none");
        assertThat(accounts.forProvider("STILL"))
                .extracting(ChannelAccount::channelCode)
                .contains("serves-all", "serves-none");
        assertThat(accounts.forProvider("OTHER")).isEmpty();
    }

    @Test
    void turning_off_is_seen_at_once_and_makes_a_new_generation() {
        add("turns", true);
        long generation = accounts.find("turns").orElseThrow().generation();

        assertThat(accounts.off("turns")).isTrue();
        assertThat(accounts.off("turns")).isFalse();
        assertThat(accounts.find("turns").orElseThrow())
                .satisfies(a -> {
                    assertThat(a.on()).isFalse();
                    assertThat(a.generation()).isGreaterThan(generation);
                });
        assertThat(accounts.on("turns")).isTrue();
        assertThat(accounts.find("turns").orElseThrow().on()).isTrue();
        assertThat(accounts.on("nobody")).isFalse();
    }

    /// A provider that signs by sending the key itself.
    private static final class Signing extends StillHandler {

        Signing() {
            super("STILL_QR");
        }

        @Override
        public CallbackResult read(ChannelAccount account, String event, RawCallback callback) {
            String sent = new String(callback.body(), StandardCharsets.UTF_8);
            return sent.equals(account.need("key"))
                    ? new CallbackResult.Told("F1", new QueryResult.Waiting())
                    : new CallbackResult.Refused(
                            CallbackResult.Reason.BAD_SIGNATURE, "not " + account.generation());
        }
    }

    @Test
    void m11_after_a_change_of_keys_callbacks_by_the_old_ones_count_until_their_time_is_over() {
        add("rekeyed", true);
        ChannelAccount before = accounts.find("rekeyed").orElseThrow();

        assertThat(accounts.set(before, settings("newer"), Duration.ofDays(2)))
                .isInstanceOf(Added.class);

        ChannelAccount after = accounts.find("rekeyed").orElseThrow();
        assertThat(after.need("key")).isEqualTo("newer");
        assertThat(after.generation()).isGreaterThan(before.generation());
        assertThat(read(after, "newer")).isInstanceOf(CallbackResult.Told.class);
        assertThat(read(after, before.need("key"))).isInstanceOf(CallbackResult.Told.class);
        assertThat(read(after, "forged"))
                .isEqualTo(
                        new CallbackResult.Refused(
                                CallbackResult.Reason.BAD_SIGNATURE, "not " + after.generation()));

        accounts.endOldSettings();
        assertThat(read(after, before.need("key"))).isInstanceOf(CallbackResult.Told.class);
        jdbc.sql("update channel_config set before_until = now() - interval '1 s'").update();
        accounts.endOldSettings();
        assertThat(read(accounts.find("rekeyed").orElseThrow(), before.need("key")))
                .isInstanceOf(CallbackResult.Refused.class);
    }

    @Test
    void a_key_that_leaked_ends_at_once() {
        add("leaked", true);
        ChannelAccount before = accounts.find("leaked").orElseThrow();
        accounts.set(before, settings("newer"), Duration.ZERO);
        assertThat(read(accounts.find("leaked").orElseThrow(), before.need("key")))
                .isInstanceOf(CallbackResult.Refused.class);
        assertThat(accounts.set(before, settings("third"), Duration.ZERO))
                .isInstanceOf(Refused.class);
    }

    private CallbackResult read(ChannelAccount account, String body) {
        return accounts.read(
                new Signing(),
                account,
                "payment",
                new RawCallback("POST", Map.of(), "", body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void an_account_that_cannot_work_is_refused_with_every_reason() {
        AddResult result =
                accounts.add(
                        new NewAccount(
                                "bad code!",
                                "静",
                                "STILL",
                                Map.of("key", new Secret("k"), "adress", new Secret("a")),
                                true,
                                100,
                                null,
                                Set.of("MOCK_QR")));

        assertThat(result)
                .isInstanceOfSatisfying(
                        Refused.class,
                        r ->
                                assertThat(r.reasons())
                                        .hasSize(4)
                                        .anyMatch(s -> s.contains("channel_code"))
                                        .anyMatch(s -> s.contains("MOCK_QR"))
                                        .anyMatch(s -> s.contains("address is missing"))
                                        .anyMatch(s -> s.contains("adress is none")));
        assertThat(accounts.find("bad code!")).isEmpty();
        assertThat(add("unreadable", true, "broken"))
                .hasToString(
                        "Refused[reasons=[channel account unreadable: setting key cannot be read]]");
        assertThat(
                        accounts.add(
                                new NewAccount(
                                        "x", "x", "NONE", Map.of(), true, 1, null, Set.of())))
                .asString()
                .contains("provider must be one of", "STILL");
    }

    @Test
    void a_code_is_given_once() {
        add("once", true);
        assertThat(add("once", true)).isInstanceOf(Refused.class);
    }

    @Test
    void m13_secrets_are_sealed_in_the_table_and_masked_in_every_view() {
        add("sealed", true, "very-s3cret");
        byte[] stored =
                jdbc.sql("select config_data from channel_config where channel_code = 'sealed'")
                        .query(byte[].class)
                        .single();
        ChannelAccount account = accounts.find("sealed").orElseThrow();

        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("s3cret");
        assertThat(account.toString()).doesNotContain("s3cret");
        assertThat(accounts.show(account))
                .containsEntry("key", "***")
                .containsEntry("address", "http://still");
    }

    @Test
    void settings_sealed_for_another_account_stop_only_the_account_that_carries_them() {
        add("robbed", true);
        add("thief", true);
        jdbc.sql(
                        """
                        update channel_config set config_data =
                            (select config_data from channel_config where channel_code = 'robbed')
                        where channel_code = 'thief'
                        """)
                .update();

        assertThat(configs.all())
                .filteredOn(row -> row.account().channelCode().equals("thief"))
                .singleElement()
                .satisfies(row -> assertThat(row.account().settings()).isEmpty());
        assertThat(configs.all())
                .filteredOn(row -> row.account().channelCode().equals("robbed"))
                .singleElement()
                .satisfies(row -> assertThat(row.account().settings()).isNotEmpty());
    }

    @Test
    void a_change_by_another_server_is_seen_soon() {
        add("elsewhere", true);
        assertThat(accounts.find("elsewhere").orElseThrow().on()).isTrue();
        jdbc.sql("update channel_config set status = 'OFF' where channel_code = 'elsewhere'")
                .update();
        jdbc.sql(
                        """
                        with counted as (
                            update config_change_counter set change_no = change_no + 1
                            returning change_no)
                        insert into config_change (kind, key, change_no, changed_at)
                        select 'channel', 'elsewhere', change_no, now() from counted
                        on conflict (kind, key) do update set change_no = excluded.change_no
                        """)
                .update();

        await().until(() -> !accounts.find("elsewhere").orElseThrow().on());
    }

    private AddResult add(String code, boolean on) {
        return add(code, on, "k");
    }

    private AddResult add(String code, boolean on, String key) {
        return accounts.add(
                new NewAccount(
                        code,
                        "静",
                        "STILL",
                        settings(key),
                        on,
                        NewAccount.USUAL_WEIGHT,
                        null,
                        Set.of()));
    }

    private static Map<String, Secret> settings(String key) {
        return Map.of("key", new Secret(key), "address", new Secret("http://still"));
    }
}
