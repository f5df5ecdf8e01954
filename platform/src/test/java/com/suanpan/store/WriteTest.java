package com.suanpan.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.store.Transactions.Ended;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

class WriteTest {

    private static final String ADD =
            "insert into jar (name, beans) select n.name, n.beans from unnest(:names, :beans) as n (name, beans)";
    private static final String FILL =
            """
            update jar set beans = beans + :more where name = any(:names)
            """;

    private static TestDatabase database;
    private static JdbcClient jdbc;
    private static Transactions transactions;

    @BeforeAll
    static void a_table() {
        database = TestDatabase.create();
        jdbc = database.jdbc();
        jdbc.sql("create table jar (name text primary key, beans bigint not null)").update();
        transactions =
                new Transactions(
                        new JdbcTransactionManager(database.dataSource()), jdbc, Clock.systemUTC());
    }

    @AfterAll
    static void done() {
        database.close();
    }

    @BeforeEach
    void empty() {
        jdbc.sql("delete from jar").update();
    }

    @Test
    void what_a_batch_writes_is_done_in_order_and_committed_whole() {
        Ended<String> ended =
                batch(() -> {
                    add("a", "b").hits("add", 2);
                    fill(5, "a").hits("fill", 1);
                    fill(1, "a", "b", "none").send();
                    assertThat(beans()).as("nothing is sent yet").isEmpty();
                    return "done";
                });

        assertThat(ended).isEqualTo(new Ended.Committed<>("done"));
        assertThat(beans()).containsExactly("a 6", "b 1");
    }

    @Test
    void a_guard_that_misses_undoes_all_and_says_which() {
        Ended<String> ended =
                batch(() -> {
                    add("a").hits("add", 1);
                    fill(5, "a", "none").hits("fill", 2);
                    fill(7, "a").hits("more", 1);
                    return "done";
                });

        assertThat(ended)
                .isInstanceOfSatisfying(
                        Ended.RolledBack.class,
                        rolledBack ->
                                assertThat(rolledBack.why())
                                        .isInstanceOf(GuardMissed.class)
                                        .hasMessage("fill: expected 2 rows, hit 1"));
        assertThat(beans()).isEmpty();
    }

    @Test
    void a_statement_that_fails_undoes_all_and_is_told_as_what_it_is() {
        Ended<String> ended =
                batch(() -> {
                    add("a").hits("add", 1);
                    add("a").hits("add", 1);
                    return "done";
                });

        assertThat(ended)
                .isInstanceOfSatisfying(
                        Ended.RolledBack.class,
                        rolledBack ->
                                assertThat(rolledBack.why())
                                        .isInstanceOf(DuplicateKeyException.class));
        assertThat(beans()).isEmpty();
    }

    @Test
    void a_batch_can_read_what_it_wrote() {
        List<String> seen = new ArrayList<>();

        batch(() -> {
            add("a").hits("add", 1);
            Write.sendIfWaiting(FILL);
            assertThat(beans()).as("another statement waits").isEmpty();
            Write.sendIfWaiting(ADD);
            seen.addAll(beans());
            fill(2, "a").hits("fill", 1);
            return "done";
        });

        assertThat(seen).containsExactly("a 0");
        assertThat(beans()).containsExactly("a 2");
    }

    @Test
    void outside_a_batch_it_is_sent_at_once() {
        add("a").hits("add", 1);

        assertThat(beans()).containsExactly("a 0");
    }

    private static <R> Ended<R> batch(Supplier<R> work) {
        return transactions.run(0, work);
    }

    private static Write add(String... names) {
        return Write.of(jdbc, ADD).param("names", names).param("beans", new long[names.length]);
    }

    private static Write fill(long more, String... names) {
        return Write.of(jdbc, FILL).param("more", more).param("names", names);
    }

    private static List<String> beans() {
        return jdbc.sql("select name || ' ' || beans from jar order by name")
                .query(String.class)
                .list();
    }
}
