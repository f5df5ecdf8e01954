package com.suanpan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

class BatcherTest {

    private static TestDatabase database;
    private static JdbcClient jdbc;

    private final List<Integer> sizes = new ArrayList<>();

    @BeforeAll
    static void a_database_with_a_counter() {
        database = TestDatabase.create();
        jdbc = database.jdbc();
        jdbc.sql("create table counter (name text primary key, value int not null)").update();
        jdbc.sql("create table line (id int primary key)").update();
    }

    @AfterAll
    static void done() {
        database.close();
    }

    @BeforeEach
    void a_counter_of_nought() {
        jdbc.sql("delete from counter").update();
        jdbc.sql("delete from line").update();
        jdbc.sql("insert into counter values ('a', 0)").update();
    }

    /// Adds up: locks the row, decides each item on what the ones before it left, writes once.
    private List<String> add(List<Integer> amounts) {
        sizes.add(amounts.size());
        int value =
                jdbc.sql("select value from counter where name = 'a' for update")
                        .query(Integer.class)
                        .single();
        List<String> outcomes = new ArrayList<>();
        for (int amount : amounts) {
            if (amount == 666) {
                throw new IllegalStateException("poison");
            }
            if (value + amount > 1_000) {
                outcomes.add("refused at " + value);
            } else {
                value += amount;
                outcomes.add("done " + value);
            }
        }
        int hit =
                jdbc.sql("update counter set value = :v where name = 'a'")
                        .param("v", value)
                        .update();
        GuardMissed.unless("counter", 1, hit);
        return outcomes;
    }

    private static <T, R> Batcher<T, R> batcher(Batcher.Bounds bounds, Batcher.Work<T, R> work) {
        return new Batcher<>("test", 1, bounds, Clock.systemUTC(), transactions(database), work);
    }

    private static Transactions transactions(TestDatabase of) {
        return new Transactions(
                new JdbcTransactionManager(of.dataSource()), of.jdbc(), Clock.systemUTC());
    }

    private static int value() {
        return jdbc.sql("select value from counter where name = 'a'").query(Integer.class).single();
    }

    /// Hands items in at once, in order, behind one that holds the worker until all wait.
    private static <R> List<Future<R>> together(
            Batcher<Integer, R> batcher, ExecutorService callers, List<Integer> items)
            throws InterruptedException {
        List<Future<R>> futures = new ArrayList<>();
        for (int item : items) {
            int before = batcher.waiting();
            futures.add(callers.submit(() -> batcher.submit(0, item)));
            while (batcher.waiting() == before) {
                Thread.onSpinWait();
            }
        }
        return futures;
    }

    @Test
    void each_caller_gets_its_own_outcome_in_the_order_of_arrival() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        try (Batcher<Integer, String> batcher =
                        batcher(
                                Batcher.Bounds.USUAL,
                                (lane, items) -> {
                                    begun.countDown();
                                    await(gate);
                                    return add(items);
                                });
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> first = callers.submit(() -> batcher.submit(0, 1));
            begun.await();
            List<Future<String>> rest = together(batcher, callers, List.of(600, 600, 300, 100));
            gate.countDown();
            assertThat(first.get()).isEqualTo("done 1");
            assertThat(rest.get(0).get()).isEqualTo("done 601");
            assertThat(rest.get(1).get()).isEqualTo("refused at 601");
            assertThat(rest.get(2).get()).isEqualTo("done 901");
            assertThat(rest.get(3).get()).isEqualTo("refused at 901");
            assertThat(value()).isEqualTo(901);
            assertThat(sizes).containsExactly(1, 4);
        }
    }

    @Test
    void a_poisoned_item_harms_no_neighbour() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        try (Batcher<Integer, String> batcher =
                        batcher(
                                Batcher.Bounds.USUAL,
                                (lane, items) -> {
                                    begun.countDown();
                                    await(gate);
                                    return add(items);
                                });
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> first = callers.submit(() -> batcher.submit(0, 1));
            begun.await();
            List<Future<String>> rest =
                    together(batcher, callers, List.of(1, 1, 666, 1, 1, 1, 1, 1));
            gate.countDown();
            first.get();
            for (int i = 0; i < rest.size(); i++) {
                Future<String> each = rest.get(i);
                if (i == 2) {
                    assertThatThrownBy(each::get).hasRootCauseMessage("poison");
                } else {
                    assertThat(each.get()).startsWith("done");
                }
            }
            assertThat(value()).isEqualTo(8);
        }
    }

    @Test
    void a_full_queue_refuses_before_anything_is_written() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        try (Batcher<Integer, String> batcher =
                        batcher(
                                new Batcher.Bounds(2, 200, Duration.ofSeconds(5), Duration.ZERO),
                                (lane, items) -> {
                                    begun.countDown();
                                    await(gate);
                                    return add(items);
                                });
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> first = callers.submit(() -> batcher.submit(0, 1));
            begun.await();
            List<Future<String>> rest = together(batcher, callers, List.of(1, 1));
            assertThatThrownBy(() -> batcher.submit(0, 1))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            r -> assertThat(r.problem()).isEqualTo(Problem.SYSTEM_BUSY));
            gate.countDown();
            first.get();
            rest.getFirst().get();
            rest.getLast().get();
            assertThat(value()).isEqualTo(3);
        }
    }

    @Test
    void an_item_that_waited_too_long_is_refused_and_not_begun() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        TickingClock clock = new TickingClock(Instant.parse("2026-01-02T03:04:05Z"));
        try (Batcher<Integer, String> batcher =
                        new Batcher<>(
                                "test",
                                1,
                                Batcher.Bounds.USUAL,
                                clock,
                                transactions(database),
                                (lane, items) -> {
                                    begun.countDown();
                                    await(gate);
                                    return add(items);
                                });
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> first = callers.submit(() -> batcher.submit(0, 1));
            begun.await();
            Future<String> late = together(batcher, callers, List.of(1)).getFirst();
            clock.tick(Batcher.Bounds.USUAL.patience().plusMillis(1));
            gate.countDown();
            first.get();
            assertThatThrownBy(late::get).hasRootCauseInstanceOf(Refusal.class);
            assertThat(value()).isEqualTo(1);
        }
    }

    @Test
    void an_idle_lane_begins_at_once_and_a_busy_one_keeps_its_pace() throws Exception {
        AtomicInteger batches = new AtomicInteger();
        Duration longEnough = Duration.ofSeconds(2);
        try (Batcher<Integer, String> batcher =
                        batcher(
                                new Batcher.Bounds(10, 3, Duration.ofSeconds(60), longEnough),
                                (lane, items) -> {
                                    batches.incrementAndGet();
                                    return add(items);
                                });
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            long began = System.nanoTime();
            batcher.submit(0, 1);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(longEnough);
            List<Future<String>> all =
                    Stream.of(1, 1, 1)
                            .map(n -> callers.submit(() -> batcher.submit(0, n)))
                            .toList();
            for (Future<String> each : all) {
                each.get();
            }
            assertThat(batches).hasValue(2);
            assertThat(value()).isEqualTo(4);
        }
    }

    @Test
    void callers_do_not_wait_for_a_silent_database_longer_than_their_patience() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch silence = new CountDownLatch(1);
        try (Batcher<Integer, String> batcher =
                        batcher(
                                new Batcher.Bounds(10, 200, Duration.ofSeconds(1), Duration.ZERO),
                                (lane, items) -> {
                                    begun.countDown();
                                    await(silence);
                                    return add(items);
                                });
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> first = callers.submit(() -> batcher.submit(0, 1));
            begun.await();
            for (Future<String> each : together(batcher, callers, List.of(10, 10, 10))) {
                assertThatThrownBy(each::get).rootCause().isInstanceOf(Refusal.class);
            }
            silence.countDown();

            assertThat(first.get()).as("what was begun is waited for").isEqualTo("done 1");
            assertThat(batcher.submit(0, 2)).isEqualTo("done 3");
            assertThat(value()).as("what was refused is never done").isEqualTo(3);
        }
    }

    @Test
    void a_row_that_somebody_else_holds_stops_nobody_for_ever() throws Exception {
        try (Batcher<Integer, String> batcher =
                        batcher(
                                new Batcher.Bounds(10, 200, Duration.ofMillis(100), Duration.ZERO),
                                (lane, items) -> {
                                    jdbc.sql("set local lock_timeout = '60ms'").update();
                                    return add(items);
                                });
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
                Connection other =
                        DriverManager.getConnection(
                                database.url(), database.username(), database.password())) {
            other.setAutoCommit(false);
            other.createStatement().execute("update counter set value = value where name = 'a'");
            List<Future<String>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(callers.submit(() -> batcher.submit(0, 1)));
            }
            for (Future<String> each : all) {
                assertThatThrownBy(each::get).rootCause().isInstanceOf(Refusal.class);
            }
            other.rollback();

            assertThat(batcher.submit(0, 7)).as("nothing half done before").isEqualTo("done 7");
        }
    }

    @Test
    void a_missed_guard_is_decided_anew() {
        AtomicInteger tries = new AtomicInteger();
        try (Batcher<Integer, String> batcher =
                batcher(
                        Batcher.Bounds.USUAL,
                        (lane, items) -> {
                            if (tries.incrementAndGet() < 3) {
                                throw new GuardMissed("counter", 1, 0);
                            }
                            return add(items);
                        })) {
            assertThat(batcher.submit(0, 5)).isEqualTo("done 5");
            assertThat(tries).hasValue(3);
        }
    }

    @Test
    void an_error_in_a_batch_ends_its_items_and_not_the_worker() {
        AtomicInteger tries = new AtomicInteger();
        try (Batcher<Integer, String> batcher =
                batcher(
                        Batcher.Bounds.USUAL,
                        (lane, items) -> {
                            if (tries.incrementAndGet() == 1) {
                                throw new StackOverflowError();
                            }
                            return add(items);
                        })) {
            assertThatThrownBy(() -> batcher.submit(0, 5))
                    .hasRootCauseInstanceOf(StackOverflowError.class);
            assertThat(batcher.submit(0, 5)).isEqualTo("done 5");
        }
    }

    @Test
    void m3_nobody_parks_here_while_holding_a_connection() throws SQLException {
        try (Batcher<Integer, String> batcher =
                        batcher(Batcher.Bounds.USUAL, (lane, items) -> add(items));
                var held = database.dataSource().getConnection()) {
            assertThat(held.isClosed()).isFalse();
            assertThatThrownBy(() -> batcher.submit(0, 1)).hasMessageContaining("M3");
        }
    }

    @Test
    void m2_a_commit_whose_answer_is_lost_is_neither_lost_nor_repeated() throws Exception {
        try (CuttingProxy proxy = CuttingProxy.before(database);
                TestDatabase behind = proxy.database();
                Batcher<Integer, String> batcher =
                        new Batcher<>(
                                "cut",
                                1,
                                Batcher.Bounds.USUAL,
                                Clock.systemUTC(),
                                transactions(behind),
                                (lane, items) -> insert(behind.jdbc(), items))) {
            int id = 0;
            for (CuttingProxy.Cut cut : CuttingProxy.Cut.values()) {
                for (int i = 0; i < 10; i++) {
                    int mine = id++;
                    proxy.cutAtNextCommit(cut);
                    String outcome;
                    try {
                        outcome = batcher.submit(0, mine);
                    } catch (RuntimeException e) {
                        outcome = "failed " + e;
                    }
                    assertThat(
                                    jdbc.sql("select count(*) from line where id = :id")
                                            .param("id", mine)
                                            .query(Integer.class)
                                            .single())
                            .as("%s, line %s: %s", cut, mine, outcome)
                            .isEqualTo(outcome.equals("written") ? 1 : 0);
                    assertThat(outcome).as("%s, line %s", cut, mine).isEqualTo("written");
                }
            }
            assertThat(proxy.cuts()).isEqualTo(20);
        }
    }

    private static List<String> insert(JdbcClient through, List<Integer> ids) {
        ids.forEach(id -> through.sql("insert into line values (:id)").param("id", id).update());
        return ids.stream().map(_ -> "written").toList();
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
