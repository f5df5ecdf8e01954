package com.suanpan.refund;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.channel.QueryResult;
import com.suanpan.channel.RefundResult;
import com.suanpan.channel.UnknownWhy;
import com.suanpan.ledger.AccountRef;
import com.suanpan.ledger.AccountStatement.Sums;
import com.suanpan.ledger.LedgerResult;
import com.suanpan.ledger.Leg;
import com.suanpan.ledger.Operation;
import com.suanpan.ledger.Posting;
import com.suanpan.ledger.PostingKind;
import com.suanpan.money.Currency;
import com.suanpan.money.Money;
import com.suanpan.payment.OrderStage;
import com.suanpan.payment.PaidOrder;
import com.suanpan.payment.Status;
import com.suanpan.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Refunds through PostgreSQL, by their own batches.
class RefundsTest {

    private static final RefundGround GROUND = new RefundGround();
    private static final long SEED = 20_261_124;
    private static final int ROUNDS = 1_000;

    @AfterAll
    static void close() {
        GROUND.close();
    }

    @Test
    void a_refund_is_reserved_and_held_then_checked_sent_and_given_back() {
        PaidOrder order = GROUND.payments.paid(0, "M-road", "road", Money.cny(10_000));
        assertThat(pending("M-road")).isEqualTo(new Sums(9_940, 0, 9_940, false));

        assertThat(GROUND.request(order, "road", 2_500)).isInstanceOf(RefundOutcome.Check.class);
        assertThat(GROUND.order("o-road").refunding()).isEqualTo(Money.cny(2_500));
        assertThat(pending("M-road")).isEqualTo(new Sums(9_940, 2_485, 7_455, false));

        assertThat(GROUND.checked(order, "road")).isInstanceOf(RefundOutcome.Send.class);
        assertThat(GROUND.refund("road").stage()).isEqualTo(RefundStage.SENT);

        GROUND.answered(order, "road", GROUND.done(2_500));

        assertThat(GROUND.refund("road").stage()).isEqualTo(RefundStage.DONE);
        PaidOrder after = GROUND.order("o-road");
        assertThat(after.refunding()).isEqualTo(Money.cny(0));
        assertThat(after.refunded()).isEqualTo(Money.cny(2_500));
        assertThat(after.stage()).isEqualTo(OrderStage.PARTLY_REFUNDED);
        assertThat(pending("M-road")).isEqualTo(new Sums(7_455, 0, 7_455, false));
        assertThat(GROUND.finals)
                .filteredOn(r -> r.refundNo().equals("refund-road"))
                .extracting(RefundView::status)
                .containsExactly(Status.SUCCEEDED);
        assertThat(GROUND.audited()).isEmpty();
    }

    @Test
    void a_merchant_with_this_one_order_can_give_it_back_whole_and_its_fee_returns() {
        PaidOrder order = GROUND.payments.paid(0, "M-whole", "whole", Money.cny(10_000));

        GROUND.refunded(order, "whole", 10_000);

        assertThat(GROUND.order("o-whole").stage()).isEqualTo(OrderStage.REFUNDED);
        assertThat(pending("M-whole")).isEqualTo(new Sums(0, 0, 0, false));
        assertThat(GROUND.audited()).isEmpty();
    }

    @Test
    void the_fee_goes_back_in_parts_that_sum_to_the_whole() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 30; round++) {
            String name = "parts-" + round;
            long fen = 1L + random.nextInt(round % 2 == 0 ? 300 : 100_000);
            PaidOrder order = GROUND.payments.paid(0, "M-" + name, name, Money.cny(fen));
            int part = 0;
            while (!GROUND.order("o-" + name).left().isZero()) {
                long left = GROUND.order("o-" + name).left().minor();
                long mine = Math.min(left, 1 + random.nextLong(Math.max(1, fen / 3)));
                String refund = name + "-" + part++;
                GROUND.request(order, refund, mine);
                GROUND.checked(order, refund);
                GROUND.answered(
                        order,
                        refund,
                        random.nextInt(4) == 0
                                ? new RefundResult.Refused("NO", "no")
                                : GROUND.done(mine));
            }
            assertThat(pending("M-" + name)).as(name).isEqualTo(new Sums(0, 0, 0, false));
        }
        assertThat(GROUND.audited()).isEmpty();
    }

    @Test
    void a_refusal_of_the_channel_frees_everything_and_another_number_may_try() {
        PaidOrder order = GROUND.payments.paid(0, "M-no", "no", Money.cny(1_000));
        GROUND.request(order, "no", 1_000);
        GROUND.checked(order, "no");

        GROUND.answered(order, "no", new RefundResult.Refused("TRADE_HAS_FINISHED", "too late"));

        assertThat(GROUND.refund("no").stage()).isEqualTo(RefundStage.REFUSED);
        assertThat(GROUND.order("o-no")).isEqualTo(order);
        assertThat(pending("M-no").held()).isZero();
        assertThat(GROUND.request(order, "no", 1_000)).isInstanceOf(RefundOutcome.Stands.class);
        GROUND.refunded(order, "no-2", 1_000);
        assertThat(GROUND.order("o-no").stage()).isEqualTo(OrderStage.REFUNDED);
        assertThat(GROUND.audited()).isEmpty();
    }

    @Test
    void m7_parallel_refunds_of_one_order_never_exceed_what_was_paid() throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < ROUNDS; round++) {
                String name = "race-" + round;
                PaidOrder order = GROUND.payments.paid(0, "M-race", name, Money.cny(300));
                List<Callable<Long>> calls = new ArrayList<>();
                for (int k = 0; k < 2 + random.nextInt(6); k++) {
                    String refund = name + "-" + k;
                    long fen = 1L + random.nextInt(300);
                    boolean refused = random.nextInt(5) == 0;
                    calls.add(() -> provided(order, refund, fen, refused));
                }
                long provided = 0;
                for (Future<Long> call : callers.invokeAll(calls)) {
                    provided += call.get();
                }
                PaidOrder after = GROUND.order(order.payOrderNo());
                assertThat(provided).as("seed %s, %s", SEED, name).isLessThanOrEqualTo(300);
                assertThat(after.refunded().minor()).as(name).isEqualTo(provided);
                assertThat(after.refunding().isZero()).as(name).isTrue();
            }
        }
        assertThat(GROUND.audited()).isEmpty();
    }

    /// The whole road of one caller; answers what the provider gave back.
    private static long provided(PaidOrder order, String name, long fen, boolean refused) {
        if (!(GROUND.request(order, name, fen) instanceof RefundOutcome.Check)) {
            return 0;
        }
        GROUND.checked(order, name);
        GROUND.answered(
                order, name, refused ? new RefundResult.Refused("NO", "no") : GROUND.done(fen));
        return refused ? 0 : fen;
    }

    @Test
    void l8_what_is_refused_changes_nothing() {
        PaidOrder order = GROUND.payments.paid(0, "M-l8", "l8", Money.cny(1_000));
        PaidOrder other = GROUND.payments.paid(0, "M-l8", "l8-other", Money.cny(1_000));
        GROUND.payments.open(0, "M-l8", "l8-open", Money.cny(1_000));
        GROUND.refunded(order, "l8", 400);
        PaidOrder before = GROUND.order("o-l8");
        Sums sums = pending("M-l8");

        assertThat(problem(GROUND.request(order, "l8-much", 601)))
                .isEqualTo(Problem.REFUND_OVER_PAID);
        assertThat(problem(request("o-l8", "l8-full", 600, RefundType.FULL)))
                .isEqualTo(Problem.PARAM_ERROR);
        assertThat(problem(request("o-l8", "l8-full", 1_000, RefundType.FULL)))
                .isEqualTo(Problem.REFUND_OVER_PAID);
        assertThat(problem(request("o-l8-open", "l8-open", 1, null)))
                .isEqualTo(Problem.ORDER_NOT_PAID);
        assertThat(problem(GROUND.request(other, "l8", 400))).isNull();
        assertThat(problem(GROUND.request(other, "l8", 401))).isEqualTo(Problem.ORDER_CONFLICT);

        assertThat(GROUND.order("o-l8")).isEqualTo(before);
        assertThat(GROUND.order("o-l8-other")).isEqualTo(other);
        assertThat(pending("M-l8")).isEqualTo(sums);
        assertThat(GROUND.audited()).isEmpty();
    }

    @Test
    void what_a_merchant_does_not_have_it_cannot_give_back() {
        PaidOrder order = GROUND.payments.paid(0, "M-poor", "poor", Money.cny(1_000));
        PaidOrder second = GROUND.payments.paid(0, "M-poor", "poor-2", Money.cny(1_000));
        AccountRef pending = AccountRef.merchantPending("M-poor", Currency.CNY);
        operate(new Operation.Freeze(pending, true));
        assertThat(problem(GROUND.request(order, "poor-0", 1))).isEqualTo(Problem.ACCOUNT_FROZEN);
        operate(new Operation.Freeze(pending, false));
        GROUND.refunded(order, "poor-1", 1_000);
        operate(
                Posting.of(
                        PostingKind.STRAY,
                        "poor",
                        List.of(
                                Leg.debit(pending, Money.cny(500)),
                                Leg.credit(AccountRef.suspense(Currency.CNY), Money.cny(500)))));

        assertThat(problem(GROUND.request(second, "poor-3", 1_000)))
                .isEqualTo(Problem.INSUFFICIENT_FUNDS);
        assertThat(GROUND.request(second, "poor-4", 400)).isInstanceOf(RefundOutcome.Check.class);
    }

    @Test
    void m4_an_unknown_answer_stays_under_way_and_is_asked_about() {
        PaidOrder order = GROUND.payments.paid(0, "M-lost", "lost", Money.cny(1_000));
        GROUND.request(order, "lost", 1_000);
        GROUND.checked(order, "lost");

        GROUND.answered(order, "lost", new RefundResult.Unknown(UnknownWhy.LOST, "no answer"));

        RefundState state = GROUND.refund("lost");
        assertThat(state.stage()).isEqualTo(RefundStage.SENT);
        assertThat(state.actAt()).isEqualTo(GROUND.clock.instant().plusSeconds(10));
        assertThat(GROUND.order("o-lost").refunding()).isEqualTo(Money.cny(1_000));
        GROUND.asked(order, "lost", GROUND.done(1_000), true);
        assertThat(GROUND.refund("lost").stage()).isEqualTo(RefundStage.DONE);
    }

    @Test
    void m6_a_number_is_sent_again_only_where_repeating_is_asking_or_it_was_never_sent() {
        PaidOrder order = GROUND.payments.paid(0, "M-again", "again", Money.cny(1_000));
        GROUND.request(order, "again", 1_000);
        GROUND.checked(order, "again");
        GROUND.answered(order, "again", new RefundResult.NotSent("no line"));
        assertThat(GROUND.refund("again").stage()).isEqualTo(RefundStage.RESERVED);
        assertThat(GROUND.checked(order, "again")).isInstanceOf(RefundOutcome.Send.class);

        GROUND.answered(order, "again", new RefundResult.Unknown(UnknownWhy.LOST, "?"));
        assertThat(GROUND.asked(order, "again", new RefundResult.NoSuchRefund(), false))
                .isInstanceOf(RefundOutcome.Stands.class);
        assertThat(GROUND.asked(order, "again", new RefundResult.NoSuchRefund(), true))
                .isInstanceOf(RefundOutcome.Send.class);
        GROUND.answered(order, "again", new RefundResult.Refused("NO", "of the second sending"));
        assertThat(GROUND.refund("again").stage()).isEqualTo(RefundStage.SENT);
        GROUND.asked(order, "again", GROUND.done(1_000), true);

        assertThat(GROUND.refund("again").stage()).isEqualTo(RefundStage.DONE);
        assertThat(GROUND.refund("again").repeats()).isEqualTo(1);
    }

    @Test
    void m7_nothing_is_sent_before_the_channel_says_that_it_is_paid() {
        PaidOrder order = GROUND.payments.paid(0, "M-ask", "ask", Money.cny(1_000));
        GROUND.request(order, "ask", 600);
        GROUND.checked(order, "ask", new QueryResult.Unknown(UnknownWhy.LOST, "?"));
        assertThat(GROUND.refund("ask").stage()).isEqualTo(RefundStage.RESERVED);
        GROUND.checked(
                order,
                "ask",
                new QueryResult.Paid("C-1", Money.cny(999), GROUND.clock.instant(), null));
        assertThat(GROUND.refund("ask").stage()).isEqualTo(RefundStage.RESERVED);

        GROUND.checked(order, "ask", new QueryResult.Closed("TRADE_CLOSED"));

        assertThat(GROUND.refund("ask").stage()).isEqualTo(RefundStage.REFUSED);
        assertThat(GROUND.order("o-ask")).isEqualTo(order);
    }

    @Test
    void a_channel_short_of_our_money_gets_the_same_number_later() {
        PaidOrder order = GROUND.payments.paid(0, "M-short", "short", Money.cny(1_000));
        GROUND.request(order, "short", 1_000);
        GROUND.checked(order, "short");

        GROUND.answered(order, "short", new RefundResult.ShortOfFunds("NOT_ENOUGH", "top up"));
        assertThat(GROUND.refund("short").stage()).isEqualTo(RefundStage.WAITING_FUNDS);
        assertThat(GROUND.happens(new RefundEvent.Due("o-short", "r-short")))
                .isInstanceOf(RefundOutcome.Send.class);
        GROUND.answered(order, "short", GROUND.done(1_000));

        assertThat(GROUND.refund("short").stage()).isEqualTo(RefundStage.DONE);
    }

    @Test
    void m5_what_is_final_never_changes_and_a_doubled_callback_moves_nothing() {
        PaidOrder order = GROUND.payments.paid(0, "M-final", "final", Money.cny(1_000));
        GROUND.refunded(order, "final", 300);
        GROUND.request(order, "final-no", 300);
        GROUND.checked(order, "final-no");
        GROUND.answered(order, "final-no", new RefundResult.Refused("NO", "no"));
        PaidOrder before = GROUND.order("o-final");

        for (String name : List.of("final", "final-no")) {
            GROUND.happens(told(name, "mock-1", GROUND.done(300)));
            GROUND.asked(order, name, new RefundResult.Refused("NO", "no"), true);
        }

        assertThat(GROUND.refund("final").stage()).isEqualTo(RefundStage.DONE);
        assertThat(GROUND.refund("final-no").stage()).isEqualTo(RefundStage.REFUSED);
        assertThat(GROUND.order("o-final")).isEqualTo(before);
        assertThat(GROUND.happens(told("final", "mock-2", GROUND.done(300))))
                .isInstanceOf(RefundOutcome.NotOurs.class);
        assertThat(GROUND.audited()).isEmpty();
    }

    @Test
    void money_that_left_and_did_not_arrive_waits_for_a_person() {
        PaidOrder order = GROUND.payments.paid(0, "M-stuck", "stuck", Money.cny(1_000));
        GROUND.request(order, "stuck", 1_000);
        GROUND.checked(order, "stuck");
        GROUND.answered(order, "stuck", new RefundResult.Accepted("CR-1"));

        GROUND.happens(told("stuck", "mock-1", new RefundResult.Stuck("ABNORMAL", "card closed")));

        assertThat(GROUND.refund("stuck").stage()).isEqualTo(RefundStage.STUCK);
        assertThat(GROUND.order("o-stuck").refunding()).isEqualTo(Money.cny(1_000));
        GROUND.asked(order, "stuck", GROUND.done(1_000), true);
        assertThat(GROUND.refund("stuck").stage()).isEqualTo(RefundStage.DONE);
    }

    @Test
    void due_refunds_are_taken_by_one_server_alone() {
        PaidOrder order = GROUND.payments.paid(0, "M-due", "due", Money.cny(1_000));
        GROUND.request(order, "due", 1_000);
        GROUND.clock.tick(Duration.ofMinutes(1));

        assertThat(claimed()).contains("r-due");
        assertThat(claimed()).doesNotContain("r-due");
    }

    private static List<String> claimed() {
        return GROUND
                .rows
                .claim(
                        0,
                        GROUND.clock.instant(),
                        GROUND.clock.instant().plusSeconds(60),
                        1_000,
                        List.of())
                .stream()
                .map(r -> r.facts.refundFlowNo())
                .toList();
    }

    private static RefundEvent.Told told(String name, String channelCode, RefundResult result) {
        Refund refund = GROUND.rows.find(0, "r-" + name).orElseThrow();
        return new RefundEvent.Told(refund.facts.payOrderNo(), channelCode, "r-" + name, result);
    }

    private static RefundOutcome request(
            String payOrderNo, String name, long fen, @Nullable RefundType type) {
        return GROUND.request(payOrderNo, "M-l8", name, fen, type);
    }

    private static @Nullable Problem problem(RefundOutcome outcome) {
        return outcome instanceof RefundOutcome.Refused(var refusal) ? refusal.problem() : null;
    }

    private static Sums pending(String merchantId) {
        return GROUND.ledger.sums(0, AccountRef.merchantPending(merchantId, Currency.CNY));
    }

    private static void operate(Operation operation) {
        var transaction =
                new TransactionTemplate(
                        new DataSourceTransactionManager(GROUND.database.dataSource()));
        transaction.executeWithoutResult(_ -> {
            List<LedgerResult> results = GROUND.ledger.apply(0, List.of(operation));
            assertThat(results).containsExactly(new LedgerResult.Done());
        });
    }
}
