package com.suanpan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

class BackupTest {

    private static final int MESSAGES = 3_000;
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    @TempDir private static Path folder;

    private static TestDatabase given;
    private static Path archive;

    /// Into a database in which a killed restore left its half.
    private static PGSimpleDataSource restored;

    private PGSimpleDataSource empty;

    @BeforeAll
    static void a_backup_of_a_database_with_rows_in_it() {
        given = TestDatabase.create();
        fill(given.jdbc());
        archive = folder.resolve("given.backup");
        backup(given, archive);
        restored = TestPostgreSql.emptyDatabase();
        JdbcClient jdbc = JdbcClient.create(restored);
        jdbc.sql("create schema suanpan_unfinished").update();
        jdbc.sql("create table suanpan_unfinished.posting (half text)").update();
        restore(archive, restored, () -> {});
    }

    @AfterAll
    static void drop() {
        TestPostgreSql.drop(restored);
        given.close();
    }

    @BeforeEach
    void an_empty_database() {
        empty = TestPostgreSql.emptyDatabase();
    }

    @AfterEach
    void forget() {
        TestPostgreSql.drop(empty);
    }

    @Test
    void the_archive_is_for_its_owner_only() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryNotContaining(f -> f.toString().endsWith(".unfinished"));
    }

    @Test
    void what_is_restored_has_every_row_rule_and_sequence() {
        JdbcClient jdbc = JdbcClient.create(restored);
        assertThat(count(jdbc, "channel_message")).isEqualTo(MESSAGES);
        assertThat(count(jdbc, "posted_leg")).isEqualTo(2);
        assertThat(count(jdbc, "server_number")).isEqualTo(1_000);
        assertThat(
                        jdbc.sql("select nextval('channel_message_message_id_seq')")
                                .query(Long.class)
                                .single())
                .isEqualTo(MESSAGES + 1);
        assertThatThrownBy(() -> jdbc.sql("update entry set amount = 2").update())
                .hasStackTraceContaining("M10");
        assertThatThrownBy(() -> jdbc.sql("update posting set lane = 1").update())
                .hasStackTraceContaining("M10");
        assertThat(
                        jdbc.sql("select count(*) from pg_constraint where contype = 'f'")
                                .query(Integer.class)
                                .single())
                .isEqualTo(
                        given.jdbc()
                                .sql("select count(*) from pg_constraint where contype = 'f'")
                                .query(Integer.class)
                                .single());
        assertThat(schemas(jdbc)).doesNotContain("suanpan_unfinished");
    }

    @Test
    void a_backup_of_what_was_restored_holds_the_same() {
        Path again = folder.resolve("again.backup");
        try (TestDatabase there = TestDatabase.over(restored)) {
            backup(there, again);
        }
        try (BackupReader first = reader(archive);
                BackupReader second = reader(again)) {
            assertThat(second.manifest().tables()).isEqualTo(first.manifest().tables());
            assertThat(second.manifest().migrations()).isEqualTo(first.manifest().migrations());
        }
    }

    @Test
    void what_is_of_the_moment_stays_behind() {
        JdbcClient jdbc = JdbcClient.create(restored);
        assertThat(count(jdbc, "scheduled_tasks")).isZero();
        assertThat(count(jdbc, "commit_token")).isZero();
    }

    @Test
    void one_changed_byte_anywhere_is_refused() throws IOException {
        byte[] whole = Files.readAllBytes(archive);
        Path changed = folder.resolve("changed.backup");
        for (int at = 0; at < whole.length; at += Math.max(1, whole.length / 97)) {
            byte[] other = whole.clone();
            other[at] ^= 1;
            Files.write(changed, other);
            refused(() -> reader(changed).close()).hasMessageContaining("is damaged");
        }
    }

    @Test
    void one_that_is_cut_short_is_refused() throws IOException {
        byte[] whole = Files.readAllBytes(archive);
        Path cut = folder.resolve("cut.backup");
        for (int length : new int[] {0, 10, 64, whole.length / 2, whole.length - 1}) {
            Files.write(cut, java.util.Arrays.copyOf(whole, length));
            refused(() -> reader(cut).close()).hasMessageContaining("is damaged");
        }
    }

    @Test
    void a_database_that_holds_something_is_refused() {
        JdbcClient.create(empty).sql("create table mine (n int)").update();
        refused(() -> Restore.requireEmpty(settings(empty), Clock.systemUTC()))
                .hasMessageContaining("not empty");
        refused(() -> restore(archive, empty, () -> {})).hasMessageContaining("not empty");
        assertThat(count(JdbcClient.create(empty), "mine")).isZero();
    }

    @Test
    void a_restore_that_fails_at_the_last_moment_leaves_an_empty_database() {
        assertThatThrownBy(() ->
                        restore(
                                archive,
                                empty,
                                () -> {
                                    throw new IllegalStateException("late");
                                }))
                .hasMessage("late");
        Restore.requireEmpty(settings(empty), Clock.systemUTC());
        assertThat(schemas(JdbcClient.create(empty))).doesNotContain("suanpan_unfinished");
    }

    @Test
    void a_restore_into_a_folder_is_seen_there_only_when_it_is_whole(@TempDir Path data)
            throws IOException {
        Path fresh = data.resolve("fresh");
        MockEnvironment there =
                new MockEnvironment().withProperty("suanpan.data", fresh.toString());
        try (Restore restore = Restore.of(archive, NOWHERE)) {
            assertThatThrownBy(() ->
                            restore.load(
                                    there,
                                    () -> {
                                        assertThat(fresh.resolve("database")).doesNotExist();
                                        throw new IllegalStateException("late");
                                    }))
                    .hasMessage("late");
            assertThat(fresh.resolve("database")).doesNotExist();
            assertThat(fresh.resolve("database.unfinished")).doesNotExist();
            Files.createDirectories(fresh.resolve("database.unfinished/base"));
            restore.load(there, () -> {});
        }
        refused(() -> Restore.requireEmpty(there, Clock.systemUTC()))
                .hasMessageContaining("there is a database");
        try (var server = EmbeddedPostgreSql.open(fresh, false, Clock.systemUTC())) {
            assertThat(count(JdbcClient.create(server.dataSource()), "channel_message"))
                    .isEqualTo(MESSAGES);
        }
    }

    @Test
    void an_older_backup_is_brought_up_to_this_program() {
        SortedMap<String, List<Migrations.Applied>> older =
                new TreeMap<>(Migrations.applied(given.dataSource()));
        older.computeIfPresent("notify", (_, versions) -> versions.subList(0, 1));
        older.remove("callback");
        PGSimpleDataSource old = TestPostgreSql.emptyDatabase();
        Migrations.runExactly(old, older);
        Path file = folder.resolve("older.backup");
        try (TestDatabase was = TestDatabase.over(old)) {
            backup(was, file);
        }
        TestPostgreSql.drop(old);

        restore(file, empty, () -> {});

        assertThat(Migrations.applied(empty)).isEqualTo(Migrations.applied(given.dataSource()));
        assertThat(count(JdbcClient.create(empty), "callback_refused")).isZero();
    }

    @Test
    void a_backup_of_a_newer_program_is_refused() {
        try (TestDatabase future = TestDatabase.create()) {
            future.jdbc()
                    .sql(
                            """
                            insert into flyway_store
                                (installed_rank, version, description, type, script, installed_by,
                                 execution_time, success)
                            values (99, '999', 'tomorrow', 'SQL', 'V999__tomorrow.sql', 'us', 1, true)
                            """)
                    .update();
            Path file = folder.resolve("future.backup");
            backup(future, file);
            refused(() -> restore(file, empty, () -> {}))
                    .hasMessageContaining("newer than this program");
        }
        Restore.requireEmpty(settings(empty), Clock.systemUTC());
    }

    @Test
    void a_first_row_can_be_looked_at_before_anything_is_made() {
        try (Restore restore = Restore.of(archive, NOWHERE)) {
            Map<String, byte[]> row = restore.firstRow("keyset");
            assertThat(row.get("wrapped")).isEqualTo(new byte[] {1, 2, 3});
            assertThat(restore.firstRow("stray_money")).isEmpty();
        }
    }

    @Test
    void no_file_is_written_over() {
        assertThatThrownBy(() -> backup(given, archive)).hasMessageContaining("is there already");
    }

    private static void fill(JdbcClient jdbc) {
        jdbc.sql(
                        """
                        insert into channel_message (lane, channel_code, operation, request_no, url,
                            request, outcome, status, answer, took_ms, called_at)
                        select n % 2, 'wechat-1', 'pay', n::text, 'https://支付.example', repeat('茶', 200),
                               'RECEIVED', null, '', n, now() from generate_series(1, :most) n
                        """)
                .param("most", MESSAGES)
                .update();
        jdbc.sql(
                        """
                        insert into posting (lane, posting_no, kind, reference, content, posted_at)
                        values (0, 'P1', 'PAYMENT', 'F1', 'c', now())
                        """)
                .update();
        jdbc.sql(
                        """
                        insert into account (lane, account_no, kind, owner, currency, opened_at)
                        values (0, 'A', 'SUSPENSE', '-', 'CNY', now())
                        """)
                .update();
        jdbc.sql(
                        """
                        insert into entry (lane, posting_no, leg, account_no, side, amount, currency,
                            account_seq, balance_after, posted_at)
                        values (0, 'P1', 1, 'A', 'DEBIT', 100, 'CNY', 1, 100, now()),
                               (0, 'P1', 2, 'A', 'CREDIT', 100, 'CNY', 2, 0, now())
                        """)
                .update();
        jdbc.sql("insert into keyset (version, wrapped, updated_at) values (1, :wrapped, now())")
                .param("wrapped", new byte[] {1, 2, 3})
                .update();
        jdbc.sql("insert into commit_token values (0, gen_random_uuid(), now())").update();
        jdbc.sql(
                        """
                        insert into scheduled_tasks (task_name, task_instance, execution_time, picked,
                            picked_by, version)
                        values ('ask-about-flows', 'recurring', now(), true, 'a dead server', 7)
                        """)
                .update();
    }

    private static void backup(TestDatabase of, Path to) {
        new Backup(of.dataSource(), Clock.systemUTC()).write(to, NOWHERE, _ -> {});
    }

    private static BackupReader reader(Path file) {
        return BackupReader.of(file, new Progress(NOWHERE));
    }

    private static void restore(Path from, PGSimpleDataSource to, Runnable atLast) {
        try (Restore restore = Restore.of(from, NOWHERE)) {
            restore.load(settings(to), atLast);
        }
    }

    private static MockEnvironment settings(PGSimpleDataSource database) {
        return new MockEnvironment()
                .withProperty("suanpan.database.url", TestDatabase.url(database))
                .withProperty("suanpan.database.username", given.username())
                .withProperty("suanpan.database.password", given.password());
    }

    private static int count(JdbcClient jdbc, String table) {
        return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
    }

    private static List<String> schemas(JdbcClient jdbc) {
        return jdbc.sql("select nspname from pg_namespace").query(String.class).list();
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(ThrowingCallable what) {
        return assertThatThrownBy(what)
                .isInstanceOf(StartRefused.class)
                .hasMessageMatching("[^\n]+\\.");
    }
}
