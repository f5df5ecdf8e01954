package com.suanpan.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.store.Transactions.Ended;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

class QueryTest {

    private static final String ADD =
            "insert into cup (name) select unnest(:names) on conflict do nothing returning name";
    private static final String ADD_ONE = "insert into cup (name) values (:name) returning name";
    private static final String NAMES = "select name from cup where name <> :not order by name";
    private static final String COUNT = "select count(*) as n from cup";

    private static final AtomicInteger PREPARED = new AtomicInteger();
    private static TestDatabase database;
    private static JdbcClient jdbc;
    private static Transactions transactions;

    @BeforeAll
    static void a_table() {
        database = TestDatabase.create();
        database.jdbc().sql("create table cup (name text primary key)").update();
        DataSource counted = counted(database.dataSource());
        jdbc = JdbcClient.create(counted);
        transactions =
                new Transactions(new JdbcTransactionManager(counted), jdbc, Clock.systemUTC());
    }

    @AfterAll
    static void done() {
        database.close();
    }

    @BeforeEach
    void two_cups() {
        jdbc.sql("delete from cup").update();
        jdbc.sql("insert into cup (name) values ('a'), ('b')").update();
    }

    @Test
    void what_is_asked_together_is_one_journey_and_each_has_its_own_rows() {
        Query<String> added = add("b", "c", "d", "c");
        Query<String> names = names("a");
        Query<Long> count = count();
        var ended =
                transactions.run(
                        0,
                        () -> {
                            int before = PREPARED.get();
                            Query.together(added, names, count);
                            return PREPARED.get() - before;
                        });

        assertThat(ended).isEqualTo(new Ended.Committed<>(1));
        assertThat(added.rows()).containsExactly("c", "d");
        assertThat(names.rows()).as("the second sees what the first did").hasSize(3);
        assertThat(count.rows()).containsExactly(4L);
    }

    @Test
    void it_is_asked_once() {
        Query<String> names = names("none");
        transactions.run(
                0,
                () -> {
                    assertThat(names.rows()).containsExactly("a", "b");
                    add("c").rows();
                    Query.together(names, count());
                    return names.rows();
                });

        assertThat(names.rows()).containsExactly("a", "b");
    }

    @Test
    void one_that_fails_undoes_all_and_is_told_as_what_it_is() {
        var ended =
                transactions.run(
                        0,
                        () -> {
                            Query.together(add("c"), one("a"));
                            return "done";
                        });

        assertThat(ended)
                .isInstanceOfSatisfying(
                        Ended.RolledBack.class,
                        rolledBack ->
                                assertThat(rolledBack.why())
                                        .isInstanceOf(DuplicateKeyException.class));
        assertThat(count().rows()).containsExactly(2L);
    }

    @Test
    void outside_a_batch_each_is_asked_alone() {
        Query<String> names = names("a");
        Query<Long> count = count();
        Query.together(List.of(names, count));

        assertThat(names.rows()).containsExactly("b");
        assertThat(count.rows()).containsExactly(2L);
    }

    private static Query<String> add(String... names) {
        return Query.of(jdbc, ADD, (rs, row) -> rs.getString("name")).param("names", names);
    }

    private static Query<String> one(String name) {
        return Query.of(jdbc, ADD_ONE, (rs, row) -> rs.getString("name")).param("name", name);
    }

    private static Query<String> names(String not) {
        return Query.of(jdbc, NAMES, (rs, row) -> rs.getString("name")).param("not", not);
    }

    private static Query<Long> count() {
        return Query.of(jdbc, COUNT, (rs, row) -> rs.getLong("n"));
    }

    /// Counts the statements that are prepared.
    private static DataSource counted(DataSource source) {
        return new DelegatingDataSource(source) {
            @Override
            public Connection getConnection() throws SQLException {
                Connection real = super.getConnection();
                return (Connection)
                        Proxy.newProxyInstance(
                                QueryTest.class.getClassLoader(),
                                new Class<?>[] {Connection.class},
                                (_, method, args) -> {
                                    if (method.getReturnType() == PreparedStatement.class) {
                                        PREPARED.incrementAndGet();
                                    }
                                    return method.invoke(real, args);
                                });
            }
        };
    }
}
