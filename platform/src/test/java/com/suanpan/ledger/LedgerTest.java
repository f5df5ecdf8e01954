package com.suanpan.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.suanpan.ledger.Operation.AgreeLimit;
import com.suanpan.ledger.Operation.ExpireHold;
import com.suanpan.ledger.Operation.PostHold;
import com.suanpan.ledger.Operation.ReleaseHold;
import com.suanpan.money.Currency;
import com.suanpan.money.Money;
import com.suanpan.number.Lanes;
import com.suanpan.store.Audit;
import com.suanpan.store.Findings;
import com.suanpan.store.TestDatabase;
import com.suanpan.store.TickingClock;
import com.suanpan.store.Transactions;
import com.suanpan.store.Transactions.Ended;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/// The ledger over PostgreSQL.
class LedgerTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final JdbcClient JDBC = DATABASE.jdbc();
    private static final Lanes LANES = new Lanes(2);
    private static final TickingClock CLOCK =
            new TickingClock(Instant.parse("2026-11-24T00:00:00Z"));
    private static final Transactions TRANSACTIONS =
            new Transactions(new DataSourceTransactionManager(DATABASE.dataSource()), JDBC, CLOCK);
    private static final Ledger LEDGER = Ledgers.over(JDBC, CLOCK);
    private static final long SEED = 20_261_124;
    private static final int RUNS = 40;
    private static final int OPERATIONS = 200;
    private static final AccountRef CHANNEL = AccountRef.channelReceivable("mock-1", Currency.CNY);

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void it_does_what_the_model_does_and_the_audit_is_clean_after_each_batch() {
        LedgerModel model = new LedgerModel();
        for (int run = 0; run < RUNS; run++) {
            SplittableRandom random = new SplittableRandom(SEED + run);
            RandomOperations operations =
                    new RandomOperations(
                            random.nextLong(),
                            "model-" + run + "-",
                            merchant("A" + run, 0),
                            merchant("B" + run, 0));
            int left = OPERATIONS;
            while (left > 0) {
                CLOCK.tick(Duration.ofSeconds(random.nextInt(60)));
                List<Operation> batch = new ArrayList<>();
                for (int i = Math.min(left, 1 + random.nextInt(20)); i > 0; i--) {
                    batch.add(operations.next(CLOCK.instant()));
                    left--;
                }
                List<String> expected =
                        batch.stream().map(o -> model.apply(o, CLOCK.instant())).toList();
                String where = "seed " + (SEED + run) + ", " + batch;
                assertThat(apply(0, batch)).as(where).isEqualTo(expected);
                assertThat(audited()).as(where).isEmpty();
            }
        }
    }

    @Test
    void l9_a_batch_does_what_its_operations_do_one_by_one() {
        String[] merchants = {merchant("C", 0), merchant("D", 0)};
        String[] others = {merchant("C", 1), merchant("D", 1)};
        RandomOperations batched = new RandomOperations(SEED, "nine-", merchants[0], merchants[1]);
        RandomOperations single = new RandomOperations(SEED, "nine-", others[0], others[1]);
        for (int batch = 0; batch < 20; batch++) {
            CLOCK.tick(Duration.ofSeconds(40));
            List<Operation> together = new ArrayList<>();
            List<Operation> alone = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                together.add(batched.next(CLOCK.instant()));
                alone.add(single.next(CLOCK.instant()));
            }
            List<String> oneByOne =
                    alone.stream().flatMap(o -> apply(1, List.of(o)).stream()).toList();
            assertThat(apply(0, together))
                    .isEqualTo(
                            oneByOne.stream()
                                    .map(t -> t.replace(others[0], merchants[0]))
                                    .map(t -> t.replace(others[1], merchants[1]))
                                    .toList());
        }
        for (int i = 0; i < 2; i++) {
            AccountRef mine = AccountRef.merchantAvailable(merchants[i], Currency.CNY);
            AccountRef theirs = AccountRef.merchantAvailable(others[i], Currency.CNY);
            assertThat(LEDGER.sums(0, mine)).isEqualTo(LEDGER.sums(1, theirs));
        }
        assertThat(audited()).isEmpty();
    }

    @Test
    void callers_at_once_on_two_hot_accounts_lose_nothing_and_move_each_number_once()
            throws Exception {
        AccountRef one = AccountRef.merchantAvailable(merchant("hot", 0), Currency.CNY);
        AccountRef two = AccountRef.merchantPending(merchant("hot", 0), Currency.CNY);
        apply(0, List.of(paid("hot-1", one, 400), paid("hot-2", two, 400)));
        Map<String, Set<String>> answers = new ConcurrentHashMap<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            List<Callable<Void>> calls = new ArrayList<>();
            for (int caller = 0; caller < 8; caller++) {
                SplittableRandom random = new SplittableRandom(caller / 2);
                calls.add(() -> {
                    for (int i = 0; i < 100; i++) {
                        Posting moved = movedByChance(random, i, one, two);
                        String told = persistently(0, moved).replace("SeenBefore", "Done");
                        answers.computeIfAbsent(
                                        moved.postingNo(), _ -> ConcurrentHashMap.newKeySet())
                                .add(told);
                    }
                    return null;
                });
            }
            for (Future<Void> each : callers.invokeAll(calls)) {
                each.get();
            }
        }
        assertThat(answers.values()).allMatch(told -> told.size() == 1, "one answer a number");
        assertThat(answers.values().stream().flatMap(Set::stream).distinct())
                .containsExactlyInAnyOrder(
                        "Done", "Overdrawn " + one.accountNo(), "Overdrawn " + two.accountNo());
        assertThat(LEDGER.sums(0, one).balance() + LEDGER.sums(0, two).balance()).isEqualTo(800);
        assertThat(audited()).isEmpty();
    }

    @Test
    void a_hold_that_comes_after_its_release_holds_nothing() {
        AccountRef owner = funded("late");

        assertThat(apply(0, List.of(new ReleaseHold("Rlate")))).containsExactly("Done");
        assertThat(apply(0, List.of(held("late", owner, 100)))).containsExactly("ReleasedBefore");
        assertThat(apply(0, List.of(PostHold.whole("Rlate")))).containsExactly("Ended RELEASED");
        assertThat(LEDGER.sums(0, owner).available()).isEqualTo(1_000);
    }

    @Test
    void a_post_that_comes_before_its_hold_may_come_again() {
        AccountRef owner = funded("early");

        assertThat(apply(0, List.of(PostHold.whole("Rearly")))).containsExactly("NoSuchHold");
        assertThat(apply(0, List.of(held("early", owner, 100), PostHold.whole("Rearly"))))
                .containsExactly("Done", "Done");
        assertThat(LEDGER.sums(0, owner).balance()).isEqualTo(900);
    }

    @Test
    void a_hold_is_refused_by_the_clock_before_any_job_frees_it() {
        AccountRef owner = funded("timed");
        Instant until = CLOCK.instant().plusSeconds(60);
        assertThat(apply(0, List.of(held("timed", owner, 400, until)))).containsExactly("Done");
        assertThat(apply(0, List.of(new ExpireHold("Rtimed")))).containsExactly("Ended OPEN");

        CLOCK.tick(Duration.ofSeconds(60));

        assertThat(apply(0, List.of(PostHold.whole("Rtimed")))).containsExactly("TooLate");
        assertThat(LEDGER.sums(0, owner))
                .isEqualTo(new AccountStatement.Sums(1_000, 400, 600, false));
        new LedgerJobs()
                .expireHolds(LEDGER, new Holds(JDBC), LANES, CLOCK, TRANSACTIONS)
                .work()
                .run();
        assertThat(LEDGER.sums(0, owner))
                .isEqualTo(new AccountStatement.Sums(1_000, 0, 1_000, false));
        assertThat(apply(0, List.of(PostHold.whole("Rtimed")))).containsExactly("Ended EXPIRED");
        assertThat(audited()).isEmpty();
    }

    @Test
    void a_part_is_posted_and_the_rest_is_free() {
        AccountRef owner = funded("part");
        AccountRef pending = AccountRef.merchantPending(merchant("part", 0), Currency.CNY);
        apply(0, List.of(paid("part-2", pending, 500)));
        Hold hold =
                Hold.of(
                        PostingKind.REFUND,
                        "part",
                        List.of(
                                Leg.debit(owner, Money.cny(300)),
                                Leg.debit(pending, Money.cny(200)),
                                Leg.credit(CHANNEL, Money.cny(500))));

        assertThat(apply(0, List.of(hold))).containsExactly("Done");
        assertThat(apply(0, List.of(new PostHold("Rpart", Money.cny(501)))))
                .containsExactly("TooMuch");
        assertThat(apply(0, List.of(new PostHold("Rpart", Money.cny(350)))))
                .containsExactly("Done");
        assertThat(apply(0, List.of(new PostHold("Rpart", Money.cny(350)))))
                .containsExactly("SeenBefore");
        assertThat(apply(0, List.of(PostHold.whole("Rpart")))).containsExactly("Differs");
        assertThat(apply(0, List.of(new ReleaseHold("Rpart")))).containsExactly("Ended POSTED");
        assertThat(LEDGER.sums(0, owner)).isEqualTo(new AccountStatement.Sums(700, 0, 700, false));
        assertThat(LEDGER.sums(0, pending))
                .isEqualTo(new AccountStatement.Sums(450, 0, 450, false));
        assertThat(audited()).isEmpty();
    }

    @Test
    void a_number_that_was_refused_stays_refused_when_there_is_money_later() {
        AccountRef owner = funded("poor");
        Hold much = held("poor", owner, 1_001);
        Posting more = paidOut("poor", owner, 1_001);
        List<String> refused = List.of("Overdrawn " + owner.accountNo());
        assertThat(apply(0, List.of(much))).isEqualTo(refused);
        assertThat(apply(0, List.of(more))).isEqualTo(refused);

        apply(0, List.of(paid("poor-2", owner, 5_000)));

        assertThat(apply(0, List.of(much))).isEqualTo(refused);
        assertThat(apply(0, List.of(more))).isEqualTo(refused);
        assertThat(apply(0, List.of(paidOut("poor", owner, 1)))).containsExactly("Differs");
        assertThat(apply(0, List.of(PostHold.whole("Rpoor")))).containsExactly("Ended REFUSED");
        assertThat(LEDGER.sums(0, owner).balance()).isEqualTo(6_000);
    }

    @Test
    void an_agreed_limit_is_used_and_cannot_be_taken_back_while_it_is() {
        AccountRef owner = funded("limit");
        Operation limit = new AgreeLimit(owner, Money.cny(500));

        assertThat(apply(0, List.of(limit, paidOut("limit", owner, 1_400))))
                .containsExactly("Done", "Done");
        assertThat(LEDGER.sums(0, owner)).isEqualTo(new AccountStatement.Sums(-400, 0, 100, false));
        assertThat(apply(0, List.of(new AgreeLimit(owner, Money.cny(399)))))
                .containsExactly("Overdrawn " + owner.accountNo());
        assertThat(audited()).isEmpty();
    }

    @Test
    void a_frozen_account_takes_in_and_pays_nothing_out_but_what_was_held_before() {
        AccountRef owner = funded("frozen");
        apply(0, List.of(held("frozen", owner, 100)));
        assertThat(apply(0, List.of(new Operation.Freeze(owner, true)))).containsExactly("Done");

        List<String> frozen = List.of("Frozen " + owner.accountNo());
        assertThat(apply(0, List.of(paidOut("frozen", owner, 1)))).isEqualTo(frozen);
        assertThat(apply(0, List.of(held("frozen-2", owner, 1)))).isEqualTo(frozen);
        assertThat(apply(0, List.of(paid("frozen-2", owner, 5)))).containsExactly("Done");
        assertThat(apply(0, List.of(PostHold.whole("Rfrozen")))).containsExactly("Done");
        assertThat(LEDGER.sums(0, owner)).isEqualTo(new AccountStatement.Sums(905, 0, 905, true));
    }

    @Test
    void a_posting_is_reversed_once() {
        AccountRef owner = funded("back");
        Operation.Reverse reverse = new Operation.Reverse("Sback");
        assertThat(apply(0, List.of(reverse))).containsExactly("NoSuchPosting");

        assertThat(apply(0, List.of(paidOut("back", owner, 250)))).containsExactly("Done");
        assertThat(apply(0, List.of(reverse, reverse))).containsExactly("Done", "SeenBefore");
        assertThat(apply(0, List.of(reverse))).containsExactly("SeenBefore");
        assertThat(LEDGER.sums(0, owner).balance()).isEqualTo(1_000);
    }

    @Test
    void a_statement_is_paged_by_place_and_its_balances_follow() {
        AccountRef owner = funded("page");
        for (int i = 1; i < 7; i++) {
            apply(0, List.of(paidOut("page-" + i, owner, i)));
        }

        List<AccountStatement.Line> lines = new ArrayList<>();
        List<AccountStatement.Line> page = LEDGER.statement(0, owner, 0, 3);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(3);
            lines.addAll(page);
            page = LEDGER.statement(0, owner, page.getLast().place(), 3);
        }

        assertThat(lines)
                .extracting(AccountStatement.Line::place)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(lines)
                .extracting(AccountStatement.Line::balanceAfter)
                .containsExactly(1_000L, 999L, 997L, 994L, 990L, 985L, 979L);
        assertThat(lines.getLast().side()).isEqualTo(Side.DEBIT);
        assertThat(lines.getLast().amount()).isEqualTo(Money.cny(6));
    }

    @Test
    void m10_a_hold_that_ended_is_never_changed() {
        AccountRef owner = funded("ended");
        apply(0, List.of(held("ended", owner, 10), new ReleaseHold("Rended")));

        for (String change :
                List.of(
                        "update hold set status = 'OPEN', ended_at = null where hold_no = 'Rended'",
                        "delete from hold where hold_no = 'Rended'",
                        "delete from hold_leg where hold_no = 'Rended'",
                        "update hold_leg set amount = 1 where hold_no = 'Rended'")) {
            assertThatThrownBy(() -> JDBC.sql(change).update())
                    .as(change)
                    .hasMessageContaining("never changed");
        }
    }

    @Test
    void an_account_on_both_sides_of_a_hold_is_refused() {
        AccountRef owner = funded("both");

        assertThatThrownBy(() ->
                        Hold.of(
                                PostingKind.REFUND,
                                "both",
                                List.of(
                                        Leg.debit(owner, Money.cny(2)),
                                        Leg.credit(owner, Money.cny(1)),
                                        Leg.credit(CHANNEL, Money.cny(1)))))
                .hasMessageContaining("both sides");
    }

    /// An account with 10 yuan.
    private static AccountRef funded(String name) {
        AccountRef owner = AccountRef.merchantAvailable(merchant(name, 0), Currency.CNY);
        apply(0, List.of(paid(name + "-0", owner, 1_000)));
        return owner;
    }

    private static Posting paid(String no, AccountRef to, long fen) {
        return Posting.of(
                PostingKind.PAYMENT,
                no,
                List.of(Leg.debit(CHANNEL, Money.cny(fen)), Leg.credit(to, Money.cny(fen))));
    }

    private static Posting paidOut(String no, AccountRef from, long fen) {
        return Posting.of(
                PostingKind.STRAY,
                no,
                List.of(Leg.debit(from, Money.cny(fen)), Leg.credit(CHANNEL, Money.cny(fen))));
    }

    private static Hold held(String no, AccountRef from, long fen) {
        return held(no, from, fen, null);
    }

    private static Hold held(String no, AccountRef from, long fen, @Nullable Instant until) {
        return Hold.of(
                PostingKind.REFUND,
                no,
                List.of(Leg.debit(from, Money.cny(fen)), Leg.credit(CHANNEL, Money.cny(fen))),
                until);
    }

    private static List<String> apply(int lane, List<? extends Operation> operations) {
        return switch (TRANSACTIONS.run(lane, () -> LEDGER.apply(lane, operations))) {
            case Ended.Committed<List<LedgerResult>>(var results) ->
                    results.stream().map(Ledgers::text).toList();
            case Ended.RolledBack<List<LedgerResult>>(var why) -> throw why;
            case Ended.Unavailable<List<LedgerResult>>(var why) -> throw why;
            case Ended.Unknown<List<LedgerResult>>(var why) -> throw why;
        };
    }

    private static Posting movedByChance(
            SplittableRandom random, int i, AccountRef one, AccountRef two) {
        boolean forth = random.nextBoolean();
        Money amount = Money.cny(1L + random.nextInt(300));
        return Posting.of(
                PostingKind.STRAY,
                "hot-%d-%d".formatted(random.nextInt(1_000), i),
                List.of(
                        Leg.debit(forth ? one : two, amount),
                        Leg.credit(forth ? two : one, amount)));
    }

    /// As the batcher does: what only lost a race is done again.
    private static String persistently(int lane, Operation operation) {
        while (true) {
            try {
                return apply(lane, List.of(operation)).getFirst();
            } catch (DuplicateKeyException raced) {
                assertThat(raced).hasMessageContaining("posting");
            }
        }
    }

    private static List<String> audited() {
        Findings findings = new Findings();
        Ledgers.audits(JDBC, LANES, Clock.systemUTC())
                .forEach(audit -> audit.examine(Audit.Extent.WHOLE, findings));
        return findings.kept().stream().map(Objects::toString).toList();
    }

    private static String merchant(String name, int lane) {
        int number = 1;
        while (LANES.ofMerchant(name + "-" + number) != lane) {
            number++;
        }
        return name + "-" + number;
    }
}
