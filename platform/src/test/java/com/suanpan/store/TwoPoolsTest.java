package com.suanpan.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.store.Transactions.Ended;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

class TwoPoolsTest {

    private static final String NUMBER = "select pg_backend_pid()";

    private static TestDatabase database;
    private static JdbcClient jdbc;
    private static Transactions transactions;

    @BeforeAll
    static void a_database() {
        database = TestDatabase.create();
        jdbc = database.jdbc();
        transactions =
                new Transactions(
                        new JdbcTransactionManager(database.dataSource()), jdbc, Clock.systemUTC());
    }

    @AfterAll
    static void done() {
        database.close();
    }

    @Test
    void a_batch_finds_its_connection_while_readers_hold_all_of_theirs() throws Exception {
        List<Connection> held = new ArrayList<>();
        try {
            for (int i = 0; i < TwoPools.FOR_OTHERS; i++) {
                held.add(database.dataSource().getConnection());
            }

            assertThat(transactions.run(0, TwoPoolsTest::connection))
                    .isInstanceOf(Ended.Committed.class);
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
        }
    }

    @Test
    void whatever_a_batch_asks_goes_over_its_one_connection_which_no_reader_gets() {
        List<Integer> inBatch = new ArrayList<>();
        transactions.run(
                0,
                () -> {
                    inBatch.add(connection());
                    inBatch.add(connection());
                    return inBatch;
                });

        assertThat(inBatch).hasSize(2).doesNotContain(connection());
        assertThat(inBatch.getFirst()).isEqualTo(inBatch.getLast());
    }

    private static int connection() {
        return jdbc.sql(NUMBER).query(Integer.class).single();
    }
}
