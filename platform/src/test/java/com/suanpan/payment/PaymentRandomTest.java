package com.suanpan.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.gateway.UsedNonces;
import com.suanpan.ledger.Ledger;
import com.suanpan.ledger.Ledgers;
import com.suanpan.number.Lanes;
import com.suanpan.outbound.Alerts;
import com.suanpan.outbound.Outbounds;
import com.suanpan.store.Audit;
import com.suanpan.store.Findings;
import com.suanpan.store.TestDatabase;
import com.suanpan.store.Transactions;
import com.suanpan.store.Transactions.Ended;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/// The pure rules under thousands of random lives, alone and through PostgreSQL.
class PaymentRandomTest {

    private static final int RUNS = 2_000;
    private static final int BATCHES = 25;
    private static final int MOST_AT_ONCE = 8;
    private static final int RUNS_THROUGH_POSTGRESQL = 40;

    @Test
    void the_laws_hold_after_every_event_and_batched_equals_one_by_one() {
        for (long seed = 1; seed <= RUNS; seed++) {
            RandomEvents events = new RandomEvents(seed, 3);
            World single = new World();
            World batched = new World();
            for (int i = 0; i < BATCHES; i++) {
                Instant now = events.tick();
                int size = events.upTo(MOST_AT_ONCE);
                List<PaymentEvent> batch = new ArrayList<>();
                List<String> alone = new ArrayList<>();
                for (int j = 0; j < size; j++) {
                    PaymentEvent event = events.next(single);
                    batch.add(event);
                    alone.add(text(single.happens(event, now)));
                    assertThat(single.broken()).as("seed %s, after %s", seed, event).isEmpty();
                }
                List<String> together =
                        batched.happen(batch, now).stream().map(PaymentRandomTest::text).toList();
                assertThat(together).as("seed %s", seed).isEqualTo(alone);
                assertThat(batched.orders()).as("seed %s", seed).isEqualTo(single.orders());
                assertThat(batched.flows()).as("seed %s", seed).isEqualTo(single.flows());
                assertThat(batched.postings).as("seed %s", seed).isEqualTo(single.postings);
                assertThat(batched.finals).as("seed %s", seed).isEqualTo(single.finals);
                assertThat(batched.alarms).as("seed %s", seed).isEqualTo(single.alarms);
            }
        }
    }

    @Test
    void what_postgresql_holds_is_what_the_pure_rules_say() {
        try (TestDatabase database = TestDatabase.create()) {
            for (long seed = 1; seed <= RUNS_THROUGH_POSTGRESQL; seed++) {
                try (Stage stage = new Stage(database, (int) seed)) {
                    stage.play(seed);
                }
            }
            Findings findings = new Findings();
            Lanes lanes = new Lanes(RUNS_THROUGH_POSTGRESQL + 1);
            new PaymentAudit(database.jdbc(), lanes).examine(Audit.Extent.WHOLE, findings);
            assertThat(findings.kept()).isEmpty();
        }
    }

    private static String text(PaymentOutcome outcome) {
        return outcome instanceof PaymentOutcome.Refused(var refusal)
                ? "Refused " + refusal.problem() + " " + refusal.field()
                : outcome.toString();
    }

    /// One run through the product's own row classes and ledger.
    private static final class Stage implements AutoCloseable {

        private final JdbcClient jdbc;
        private final int lane;
        private final Tick clock = new Tick();
        private final Transactions transactions;
        private final Alerts alerts = Outbounds.alerts();
        private final List<OrderView> heard = new ArrayList<>();
        private final PaymentOrders orders;
        private final PaymentFlows flows;
        private final PaymentCommits commits;

        Stage(TestDatabase database, int lane) {
            this.jdbc = database.jdbc();
            this.lane = lane;
            this.transactions =
                    new Transactions(
                            new JdbcTransactionManager(database.dataSource()), jdbc, clock);
            this.orders = new PaymentOrders(jdbc);
            this.flows = new PaymentFlows(jdbc);
            Ledger ledger = Ledgers.over(jdbc, clock);
            this.commits =
                    new PaymentCommits(
                            new UsedNonces(jdbc),
                            orders,
                            flows,
                            new StrayMonies(jdbc),
                            ledger,
                            List.of((_, views, _) -> heard.addAll(views)),
                            alerts,
                            clock,
                            new PaymentMeters(new SimpleMeterRegistry()));
        }

        void play(long seed) {
            RandomEvents events = new RandomEvents(seed, 4);
            World world = new World();
            for (int i = 0; i < 40; i++) {
                clock.now = events.tick();
                List<PaymentEvent> batch = new ArrayList<>();
                List<String> expected = new ArrayList<>();
                for (int j = events.upTo(MOST_AT_ONCE); j > 0; j--) {
                    PaymentEvent event = events.next(world);
                    batch.add(event);
                    expected.add(text(world.happens(event, clock.now)));
                }
                var ended = transactions.run(lane, () -> commits.commit(lane, batch));
                assertThat(ended).as("seed %s", seed).isInstanceOf(Ended.Committed.class);
                List<String> got =
                        ((Ended.Committed<List<PaymentOutcome>>) ended)
                                .result().stream().map(PaymentRandomTest::text).toList();
                assertThat(got).as("seed %s", seed).isEqualTo(expected);
            }
            assertThat(heard).as("seed %s", seed).isEqualTo(world.finals);
            agrees(world, seed);
        }

        private void agrees(World world, long seed) {
            world.orders()
                    .forEach((no, kept) -> {
                        PaymentOrder row = orders.find(lane, no).orElseThrow();
                        assertThat(row.facts).as("seed %s", seed).isEqualTo(kept.facts());
                        assertThat(row.state()).as("seed %s", seed).isEqualTo(kept.state());
                    });
            world.flows()
                    .forEach((no, kept) -> {
                        PaymentFlow row = flows.find(lane, no).orElseThrow();
                        assertThat(row.facts).as("seed %s", seed).isEqualTo(kept.facts());
                        assertThat(row.state()).as("seed %s", seed).isEqualTo(kept.state());
                    });
            assertThat(count("payment_order")).isEqualTo(world.orders().size());
            assertThat(count("payment_flow")).isEqualTo(world.flows().size());
            assertThat(count("posting")).isEqualTo(world.postings.size());
            assertThat(count("stray_money")).isEqualTo(world.strays.size());
            long off =
                    jdbc.sql(
                                    """
                                    select coalesce(sum(debits_posted - credits_posted), 0)
                                    from account
                                    where lane = :lane
                                    """)
                            .param("lane", lane)
                            .query(Long.class)
                            .single();
            assertThat(off).as("seed %s", seed).isZero();
        }

        private int count(String table) {
            return jdbc.sql("select count(*) from " + table + " where lane = " + lane)
                    .query(Integer.class)
                    .single();
        }

        @Override
        public void close() {
            alerts.close();
        }
    }

    private static final class Tick extends Clock {

        private Instant now = Given.NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
