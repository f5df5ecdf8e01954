package com.suanpan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.suanpan.number.Lanes;
import com.suanpan.store.DatabaseChecks.Facts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    private TestDatabase given;

    @BeforeEach
    void a_database_of_this_program() {
        given = TestDatabase.create();
    }

    @AfterEach
    void drop() {
        given.close();
    }

    @Test
    void a_sound_database_is_opened_with_the_lanes_that_it_was_made_with() {
        try (Database database = open(null)) {
            assertThat(database.lanes()).isEqualTo(new Lanes(2));
        }
    }

    @Test
    void a_new_database_gets_the_lanes_that_the_operator_wants() {
        var empty = TestPostgreSql.emptyDatabase();
        DatabaseSettings settings =
                new DatabaseSettings(
                        Path.of("unused"),
                        TestDatabase.url(empty),
                        given.username(),
                        given.password(),
                        64,
                        false);
        try (Database database = Database.open(settings, Clock.systemUTC())) {
            assertThat(database.lanes()).isEqualTo(new Lanes(64));
        } finally {
            TestPostgreSql.drop(empty);
        }
    }

    @Test
    void a_new_database_has_a_lane_for_two_processors() {
        assertThat(IntStream.of(1, 2, 3, 4, 9, 32, 33, 64).map(FixedSettings::lanesFor).boxed())
                .containsExactly(1, 1, 1, 2, 4, 16, 16, 16);
    }

    @Test
    void other_lanes_than_the_databases_are_refused() {
        refused(() -> open(3)).hasMessageContaining("made with 2 lanes");
    }

    @Test
    void a_wrong_password_is_refused() {
        refused(() -> open(given.url(), "wrong", Clock.systemUTC()))
                .hasMessageContaining("suanpan.database.password");
    }

    @Test
    void a_database_that_does_not_exist_is_refused() {
        refused(() -> open(given.url() + "_not", given.password(), Clock.systemUTC()))
                .hasMessageContaining("create it first");
    }

    @Test
    void a_database_that_cannot_be_reached_is_refused() {
        refused(() -> open("jdbc:postgresql://127.0.0.1:1/suanpan", "", Clock.systemUTC()))
                .hasMessageContaining("check suanpan.database.url");
    }

    @Test
    void an_address_that_is_no_postgresql_url_is_refused() {
        refused(() -> open("postgres://suanpan:s3cret@localhost/x", "", Clock.systemUTC()))
                .hasMessageContaining("jdbc:postgresql://")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void an_error_tells_no_values_of_rows() {
        given.jdbc().sql("create table payer (name text primary key)").update();
        given.jdbc().sql("insert into payer values ('Zhang San')").update();

        assertThatThrownBy(() ->
                        given.jdbc()
                                .sql("insert into payer values (:name)")
                                .param("name", "Zhang San")
                                .update())
                .rootCause()
                .hasMessageContaining("payer_pkey")
                .hasMessageNotContaining("Zhang");
    }

    @Test
    void a_database_with_a_migration_of_the_future_is_refused() {
        given.jdbc()
                .sql(
                        """
                        insert into flyway_store
                            (installed_rank, version, description, type, script, installed_by,
                             execution_time, success)
                        values (99, '999', 'tomorrow', 'SQL', 'V999__tomorrow.sql', 'us', 1, true)
                        """)
                .update();
        refused(() -> open(null)).hasMessageContaining("newer than this program");
    }

    @Test
    void a_database_with_a_room_of_the_future_is_refused() {
        given.jdbc().sql("create table flyway_tomorrow (version text)").update();
        refused(() -> open(null)).hasMessageContaining("room tomorrow");
    }

    @Test
    void a_database_that_acknowledges_before_it_writes_is_refused() {
        String name = given.url().substring(given.url().lastIndexOf('/') + 1);
        given.jdbc().sql("alter database " + name + " set synchronous_commit = off").update();
        refused(() -> open(null)).hasMessageContaining("synchronous_commit=on");
    }

    @Test
    void a_database_without_fsync_is_refused() {
        Facts facts = new Facts(180_000, "18.0", "off", "on", "on", false, Duration.ZERO);
        refused(() -> DatabaseChecks.judge(facts)).hasMessageContaining("set fsync=on");
    }

    @Test
    void an_old_postgresql_is_refused() {
        Facts facts = new Facts(140_009, "14.9", "on", "on", "on", false, Duration.ZERO);
        refused(() -> DatabaseChecks.judge(facts)).hasMessageContaining("version 15 or newer");
    }

    @Test
    void a_read_replica_is_refused() {
        Facts facts = new Facts(180_000, "18.0", "on", "on", "on", true, Duration.ZERO);
        refused(() -> DatabaseChecks.judge(facts)).hasMessageContaining("primary");
    }

    @Test
    void a_clock_apart_from_the_databases_is_refused() {
        for (int seconds : new int[] {-3, 3}) {
            Clock apart = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds));
            refused(() -> open(given.url(), given.password(), apart))
                    .hasMessageContaining("clocks are apart");
        }
    }

    @Test
    void a_folder_that_cannot_be_written_is_refused(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        DatabaseSettings settings =
                new DatabaseSettings(file.resolve("data"), null, "", "", null, false);
        refused(() -> Database.open(settings, Clock.systemUTC()))
                .hasMessageContaining("cannot be written");
    }

    private Database open(@Nullable Integer lanes) {
        DatabaseSettings settings =
                new DatabaseSettings(
                        Path.of("unused"),
                        given.url(),
                        given.username(),
                        given.password(),
                        lanes,
                        false);
        return Database.open(settings, Clock.systemUTC());
    }

    private Database open(String url, String password, Clock clock) {
        return Database.open(
                new DatabaseSettings(
                        Path.of("unused"), url, given.username(), password, null, false),
                clock);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(
            ThrowingCallable opening) {
        return assertThatThrownBy(opening)
                .isInstanceOf(StartRefused.class)
                .hasMessageMatching("[^\n]+\\.");
    }
}
