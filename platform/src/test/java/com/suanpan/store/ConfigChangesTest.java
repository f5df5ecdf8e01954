package com.suanpan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class ConfigChangesTest {

    private static final TestDatabase DATABASE = TestDatabase.create();

    private final TransactionTemplate transaction =
            new TransactionTemplate(new JdbcTransactionManager(DATABASE.dataSource()));
    private final List<String> heardHere = new ArrayList<>();
    private final List<String> heardThere = new ArrayList<>();
    private ConfigChanges here;
    private ConfigChanges there;

    @BeforeEach
    void two_servers() {
        here = new ConfigChanges(DATABASE.jdbc(), Clock.systemUTC());
        there = new ConfigChanges(DATABASE.jdbc(), Clock.systemUTC());
        here.onChange("merchant", heardHere::add);
        there.onChange("merchant", heardThere::add);
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void a_change_is_heard_here_at_once_and_there_at_the_next_look() {
        transaction.executeWithoutResult(status -> here.changed("merchant", "M1"));

        assertThat(heardHere).containsExactly("M1");
        assertThat(heardThere).isEmpty();
        there.look();
        there.look();
        assertThat(heardThere).containsExactly("M1");
    }

    @Test
    void a_change_of_another_kind_is_not_heard() {
        transaction.executeWithoutResult(status -> here.changed("channel", "C1"));
        there.look();

        assertThat(heardThere).isEmpty();
    }

    @Test
    void a_change_that_was_rolled_back_never_happened() {
        transaction.executeWithoutResult(status -> {
            here.changed("merchant", "M2");
            status.setRollbackOnly();
        });
        there.look();

        assertThat(heardHere).isEmpty();
        assertThat(heardThere).isEmpty();
    }

    @Test
    void a_change_begun_first_and_committed_last_is_not_passed_over() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow =
                    CompletableFuture.runAsync(
                            () ->
                                    transaction.executeWithoutResult(status -> {
                                        here.changed("merchant", "slow");
                                        begun.countDown();
                                        await(mayCommit);
                                    }),
                            threads);
            begun.await();
            var quick =
                    CompletableFuture.runAsync(
                            () ->
                                    transaction.executeWithoutResult(
                                            status -> here.changed("merchant", "quick")),
                            threads);
            there.look();
            mayCommit.countDown();
            slow.get();
            quick.get();
        }
        there.look();

        assertThat(heardThere).containsExactly("slow", "quick");
    }

    @Test
    void a_change_outside_a_transaction_is_a_bug() {
        assertThatThrownBy(() -> here.changed("merchant", "M3"))
                .isInstanceOf(IllegalStateException.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
