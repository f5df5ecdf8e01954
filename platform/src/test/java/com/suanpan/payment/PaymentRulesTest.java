package com.suanpan.payment;

import static com.suanpan.payment.Given.AMOUNT;
import static com.suanpan.payment.Given.GRACE;
import static com.suanpan.payment.Given.LIFE;
import static com.suanpan.payment.Given.NOON;
import static com.suanpan.payment.Given.PLAN;
import static com.suanpan.payment.Given.answered;
import static com.suanpan.payment.Given.asked;
import static com.suanpan.payment.Given.by;
import static com.suanpan.payment.Given.paid;
import static com.suanpan.payment.Given.placed;
import static com.suanpan.payment.Given.started;
import static com.suanpan.payment.Given.told;
import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.channel.QueryResult;
import com.suanpan.channel.StartResult;
import com.suanpan.channel.UnknownWhy;
import com.suanpan.ledger.AccountRef;
import com.suanpan.ledger.Leg;
import com.suanpan.money.Currency;
import com.suanpan.money.Money;
import com.suanpan.payment.PaymentEvent.Answered;
import com.suanpan.payment.PaymentEvent.Asked;
import com.suanpan.payment.PaymentEvent.CloseWanted;
import com.suanpan.payment.PaymentEvent.Due;
import com.suanpan.payment.PaymentEvent.Returned;
import com.suanpan.payment.PaymentOutcome.Call;
import com.suanpan.payment.PaymentOutcome.ChannelRefused;
import com.suanpan.payment.PaymentOutcome.NotOurs;
import com.suanpan.payment.PaymentOutcome.Refused;
import com.suanpan.payment.PaymentOutcome.Stands;
import com.suanpan.payment.PaymentOutcome.UnderWay;
import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PaymentRulesTest {

    private final World world = new World();

    @AfterEach
    void the_laws_hold() {
        assertThat(world.broken()).isEmpty();
    }

    private void an_order_the_payer_is_paying() {
        world.happens(placed("O1", by("MOCK_QR", "mock-1"), "P1", "F1"), NOON);
        world.happens(answered("P1", "F1", started(), "F9"), NOON);
    }

    private void a_second_method() {
        world.happens(placed("O1", by("MOCK_PAGE", "mock-1"), "P2", "F2"), NOON);
        world.happens(answered("P1", "F2", started(), "F9"), NOON);
    }

    private static Problem problem(PaymentOutcome outcome) {
        assertThat(outcome).isInstanceOf(Refused.class);
        Refusal refusal = ((Refused) outcome).refusal();
        return refusal.problem();
    }

    @Test
    void m6_an_attempt_is_sent_before_its_channel_is_called() {
        PaymentOutcome outcome =
                world.happens(placed("O1", by("MOCK_QR", "mock-1"), "P1", "F1"), NOON);
        assertThat(outcome).isInstanceOf(Call.class);
        assertThat(world.flow("F1").stage()).isEqualTo(FlowStage.SENT);
        assertThat(world.flow("F1").askAt()).isEqualTo(NOON.plus(PaymentCase.CALL));
    }

    @Test
    void a_paid_order_is_one_posting_of_three_legs() {
        an_order_the_payer_is_paying();
        world.happens(told("mock-1", "F1", paid(AMOUNT)), NOON);
        assertThat(world.order("P1").stage()).isEqualTo(OrderStage.PAID);
        assertThat(world.postings.getFirst().legs())
                .containsExactly(
                        Leg.debit(AccountRef.channelReceivable("mock-1", Currency.CNY), AMOUNT),
                        Leg.credit(
                                AccountRef.merchantPending("M1", Currency.CNY), Money.cny(9_940)),
                        Leg.credit(AccountRef.feeIncome(Currency.CNY), Money.cny(60)));
    }

    @Test
    void m5_the_second_paid_callback_moves_nothing() {
        an_order_the_payer_is_paying();
        world.happens(told("mock-1", "F1", paid(AMOUNT)), NOON);
        world.happens(told("mock-1", "F1", paid(AMOUNT)), NOON);
        world.happens(asked("F1", paid(AMOUNT)), NOON);
        assertThat(world.postings).hasSize(1);
        assertThat(world.finals).hasSize(1);
        assertThat(world.alarms).isEmpty();
    }

    @Test
    void m11_a_callback_of_another_accounts_flow_is_not_ours() {
        an_order_the_payer_is_paying();
        assertThat(world.happens(told("mock-2", "F1", paid(AMOUNT)), NOON))
                .isInstanceOf(NotOurs.class);
        assertThat(world.happens(told("mock-1", "F7", paid(AMOUNT)), NOON))
                .isInstanceOf(NotOurs.class);
        assertThat(world.postings).isEmpty();
    }

    @Test
    void m11_a_genuine_callback_of_another_amount_only_makes_us_ask() {
        an_order_the_payer_is_paying();
        Instant later = NOON.plusSeconds(3);
        assertThat(world.happens(told("mock-1", "F1", paid(Money.cny(1))), later))
                .isInstanceOf(Stands.class);
        assertThat(world.order("P1").stage()).isEqualTo(OrderStage.WAITING_PAYER);
        assertThat(world.flow("F1").askAt()).isEqualTo(later);
        assertThat(world.alarms).hasSize(1);
        world.happens(asked("F1", paid(AMOUNT)), later);
        assertThat(world.order("P1").stage()).isEqualTo(OrderStage.PAID);
    }

    @Test
    void m8_money_of_another_amount_is_stray_and_keeps_no_order_open() {
        an_order_the_payer_is_paying();
        world.happens(asked("F1", paid(Money.cny(1))), NOON);
        assertThat(world.flow("F1").stage()).isEqualTo(FlowStage.STRAY);
        assertThat(world.order("P1").stage()).isEqualTo(OrderStage.CREATED);
        assertThat(world.strays).hasSize(1);
        assertThat(world.postings.getFirst().legs())
                .containsExactly(
                        Leg.debit(
                                AccountRef.channelReceivable("mock-1", Currency.CNY), Money.cny(1)),
                        Leg.credit(AccountRef.suspense(Currency.CNY), Money.cny(1)));
        world.happens(new Due("P1"), NOON.plus(LIFE));
        assertThat(world.order("P1").stage()).isEqualTo(OrderStage.EXPIRED);
    }

    @Test
    void m8_a_second_flow_that_is_paid_is_stray() {
        an_order_the_payer_is_paying();
        a_second_method();
        world.happens(told("mock-1", "F1", paid(AMOUNT)), NOON);
        assertThat(world.flow("F1").stage()).isEqualTo(FlowStage.PAID);
        assertThat(world.flow("F2").stage()).isEqualTo(FlowStage.CLOSING);
        world.happens(told("mock-1", "F2", paid(AMOUNT)), NOON);
        assertThat(world.flow("F2").stage()).isEqualTo(FlowStage.STRAY);
        assertThat(world.strays).hasSize(1);
        assertThat(world.finals).hasSize(1);
    }

    @Test
    void m8_money_for_a_closed_order_is_stray_and_the_order_stays_failed() {
        an_order_the_payer_is_paying();
        a_second_method();
        world.happens(new CloseWanted("P1"), NOON);
        world.happens(asked("F1", new QueryResult.Closed("CLOSED")), NOON);
        world.happens(asked("F2", new QueryResult.Closed("CLOSED")), NOON);
        assertThat(world.order("P1").stage()).isEqualTo(OrderStage.CLOSED);
        world.happens(told("mock-1", "F1", paid(AMOUNT)), NOON);
        assertThat(world.order("P1").stage()).isEqualTo(OrderStage.CLOSED);
        assertThat(world.flow("F1").stage()).isEqualTo(FlowStage.ENDED);
        assertThat(world.strays).hasSize(1);
        world.happens(told("mock-1", "F1", paid(AMOUNT)), NOON);
        assertThat(world.strays).hasSize(1);
    }

    @Test
    void m8_money_while_closing_is_taken() {
        an_order_the_payer_is_paying();
        world.happens(new CloseWanted("P1"), NOON);
        assertThat(world.order("P1").stage()).isEqualTo(OrderStage.CLOSING);
        world.happens(asked("F1", paid(AMOUNT)), NOON);
        assertThat(world.order("P1").stage()).isEqualTo(OrderStage.PAID);
        assertThat(world.strays).isEmpty();
    }

    @Test
    void m4_an_unknown_answer_ends_nothing() {
        an_order_the_payer_is_paying();
        for (UnknownWhy why : UnknownWhy.values()) {
            world.happens(asked("F1", new QueryResult.Unknown(why, "?")), NOON);
            assertThat(world.flow("F1").stage()).isEqualTo(FlowStage.CREDENTIAL);
        }
        assertThat(world.alarms)
                .hasSize(
                        (int)
                                List.of(UnknownWhy.values()).stream()
                                        .filter(UnknownWhy::alarming)
                                        .count());
    }

    @Test
    void m4_an_unknown_start_is_asked_about_and_repeats_under_its_number() {
        world.happens(placed("O1", by("MOCK_QR", "mock-1"), "P1", "F1"), NOON);
        world.happens(
                answered("P1", "F1", new StartResult.Unknown(UnknownWhy.LOST, "late"), "F9"), NOON);
        assertThat(world.flow("F1").stage()).isEqualTo(FlowStage.SENT);
        assertThat(world.flow("F1").askAt()).isEqualTo(NOON.plus(PLAN.delay(0)));
        PaymentOutcome again =
                world.happens(placed("O1", by("MOCK_QR", "mock-1"), "P2", "F2"), NOON);
        assertThat(((Call) again).attempt().flowNo()).isEqualTo("F1");
    }

    @Test
    void m6_a_channel_that_does_not_repeat_gets_a_new_number_and_the_old_one_is_closed() {
        Target once = new Target.Channel("MOCK_QR", List.of(Given.at("mock-1")), null, false);
        world.happens(placed("O1", once, "P1", "F1"), NOON);
        world.happens(
                answered("P1", "F1", new StartResult.Unknown(UnknownWhy.LOST, "late"), "F9"), NOON);
        PaymentOutcome again = world.happens(placed("O1", once, "P2", "F2"), NOON);
        assertThat(((Call) again).attempt().flowNo()).isEqualTo("F2");
        assertThat(world.flow("F1").stage()).isEqualTo(FlowStage.CLOSING);
    }

    @Test
    void a_repeat_meets_a_call_under_way() {
        world.happens(placed("O1", by("MOCK_QR", "mock-1"), "P1", "F1"), NOON);
        assertThat(world.happens(placed("O1", by("MOCK_QR", "mock-1"), "P2", "F2"), NOON))
                .isInstanceOf(UnderWay.class);
        assertThat(world.flows()).hasSize(1);
    }

    @Test
    void a_repeat_after_the_caller_died_takes_the_call_over() {
        world.happens(placed("O1", by("MOCK_QR", "mock-1"), "P1", "F1"), NOON);
        Instant later = NOON.plus(PaymentCase.CALL);
        PaymentOutcome again =
                world.happens(placed("O1", by("MOCK_QR", "mock-1"), "P2", "F2"), later);
        assertThat(((Call) again).attempt().flowNo()).isEqualTo("F1");
        assertThat(world.flow("F1").callUntil()).isEqualTo(later.plus(PaymentCase.CALL));
    }

    @Test
    void a_repeat_gives_the_stored_credential_and_no_call() {
        an_order_the_payer_is_paying();
        PaymentOutcome again =
                world.happens(placed("O1", by("MOCK_QR", "mock-1"), "P2", "F2"), NOON);
        assertThat(((Stands) again).order().credential()).contains("pay me");
        world.happens(told("mock-1", "F1", paid(AMOUNT)), NOON);
        PaymentOutcome after =
                world.happens(placed("O1", by("MOCK_QR", "mock-1"), "P2", "F2"), NOON);
        assertThat(((Stands) after).order().status()).isEqualTo(Status.SUCCEEDED);
        assertThat(world.flows()).hasSize(1);
    }

    @Test
    void m4_a_repeats_refusal_says_nothing_about_the_first_sending() {
        for (StartResult no :
                List.of(
                        new StartResult.Refused("PARAM_ERROR", "no", true),
                        new StartResult.NotSent("no line"))) {
            World each = new World();
            each.happens(placed("O1", by("MOCK_QR", "mock-1"), "P1", "F1"), NOON);
            each.happens(
                    answered("P1", "F1", new StartResult.Unknown(UnknownWhy.LOST, "late"), "F9"),
                    NOON);
            each.happens(placed("O1", by("MOCK_QR", "mock-1"), "P2", "F2"), NOON);
            each.happens(
                    new Answered(
                            "P1", "F1", true, no, null, PLAN, List.of(Given.at("mock-2")), "F3"),
                    NOON);
            assertThat(each.flow("F1").stage()).isEqualTo(FlowStage.SENT);
            assertThat(each.flow("F1").askAt()).isEqualTo(NOON);
            each.happens(told("mock-1", "F1", paid(AMOUNT)), NOON);
            assertThat(each.order("P1").stage()).isEqualTo(OrderStage.PAID);
        }
    }

    @Test
    void m4_a_first_callers_late_refusal_does_not_end_what_was_taken_over() {
        world.happens(placed("O1", by("MOCK_QR", "mock-1"), "P1", "F1"), NOON);
        Instant later = NOON.plus(PaymentCase.CALL);
        world.happens(placed("O1", by("MOCK_QR", "mock-1"), "P2", "F2"), later);
        world.happens(answered("P1", "F1", started(), "F9"), later);
        world.happens(
                answered("P1", "F1", new StartResult.Refused("NO", "no", false), "F9"), later);
        assertThat(world.flow("F1").stage()).isEqualTo(FlowStage.CREDENTIAL);
    }

    @Test
    void an_order_has_twenty_attempts_at_most() {
        an_order_the_payer_is_paying();
        for (int i = 2; i <= 20; i++) {
            String method = i % 2 == 0 ? "MOCK_PAGE" : "MOCK_QR";
            assertThat(world.happens(placed("O1", by(method, "mock-1"), "P2", "F" + i * 10), NOON))
                    .isInstanceOf(Call.class);
        }
        assertThat(
                        problem(
                                world.happens(
                                        placed("O1", by("MOCK_QR", "mock-1"), "P2", "F999"), NOON)))
                .isEqualTo(Problem.RATE_LIMITED);
        assertThat(world.flow("F200").stage()).isEqualTo(FlowStage.SENT);
    }

    @Test
    void a_close_under_way_is_not_begun_again() {
        an_order_the_payer_is_paying();
        world.happens(new CloseWanted("P1"), NOON);
        world.happens(asked("F1", new QueryResult.Waiting()), NOON);
        assertThat(world.happens(new CloseWanted("P1"), NOON)).isInstanceOf(UnderWay.class);
        assertThat(world.flow("F1").askAt()).isAfter(NOON);
    }

    @Test
    void m11_an_ended_flows_other_amount_is_asked_about_until_somebody_can_tell() {
        an_order_the_payer_is_paying();
        world.happens(asked("F1", new QueryResult.Closed("CLOSED")), NOON);
        world.happens(told("mock-1", "F1", paid(Money.cny(1))), NOON);
        world.happens(asked("F1", new QueryResult.Unknown(UnknownWhy.LOST, "?")), NOON);
        assertThat(world.flow("F1").askAt()).isNotNull();
        world.happens(asked("F1", paid(Money.cny(1))), NOON);
        assertThat(world.strays).hasSize(1);
        assertThat(world.flow("F1").askAt()).isNull();
    }

    @Test
    void what_a_peer_babbles_never_keeps_a_fact_from_being_stored() {
        an_order_the_payer_is_paying();
        String babble = "\0\r\n\ud800".repeat(1_000);
        world.happens(asked("F1", new QueryResult.Unknown(UnknownWhy.UNREADABLE, babble)), NOON);
        assertThat(world.flow("F1").errorText()).hasSize(300).isBlank();
    }

    @Test
    void another_amount_under_a_used_number_is_a_conflict() {
        an_order_the_payer_is_paying();
        assertThat(
                        problem(
                                world.happens(
                                        placed(
                                                "M1",
                                                "O1",
                                                Money.cny(1),
                                                by("MOCK_QR", "mock-1"),
                                                "P2",
                                                "F2",
                                                NOON),
                                        NOON)))
                .isEqualTo(Problem.ORDER_CONFLICT);
    }

    @Test
    void another_method_is_a_new_flow_and_the_old_one_is_closed() {
        an_order_the_payer_is_paying();
        a_second_method();
        assertThat(world.flow("F1").stage()).isEqualTo(FlowStage.CLOSING);
        assertThat(world.flow("F1").askAt()).isEqualTo(NOON);
        assertThat(world.flow("F2").stage()).isEqualTo(FlowStage.CREDENTIAL);
        world.happens(told("mock-1", "F1", paid(AMOUNT)), NOON);
        assertThat(world.order("P1").stage()).isEqualTo(OrderStage.PAID);
        assertThat(problem(world.happens(placed("O1", by("MOCK_APP", "mock-1"), "P3", "F3"), NOON)))
                .isEqualTo(Problem.ORDER_PAID);
    }

    @Test
    void a_refused_start_goes_to_the_next_account_and_then_to_the_merchant() {
        world.happens(placed("O1", by("MOCK_QR", "mock-1", "mock-2"), "P1", "F1"), NOON);
        StartResult no = new StartResult.Refused("NO_AUTH", "no", true);
        PaymentOutcome next =
                world.happens(
                        new Answered(
                                "P1",
                                "F1",
                                false,
                                no,
                                null,
                                PLAN,
                                List.of(Given.at("mock-2")),
                                "F2"),
                        NOON);
        assertThat(((Call) next).attempt().channelCode()).isEqualTo("mock-2");
        assertThat(world.happens(answered("P1", "F2", no, "F3"), NOON))
                .isInstanceOf(ChannelRefused.class);
        assertThat(world.order("P1").stage()).isEqualTo(OrderStage.CREATED);
        assertThat(world.happens(placed("O1", by("MOCK_QR", "mock-1"), "P2", "F4"), NOON))
                .isInstanceOf(Call.class);
    }

    @Test
    void no_candidate_is_refused_and_nothing_is_kept() {
        Target none =
                new Target.Channel("MOCK_QR", List.of(), new Refusal(Problem.NO_CHANNEL), true);
        assertThat(problem(world.happens(placed("O1", none, "P1", "F1"), NOON)))
                .isEqualTo(Problem.NO_CHANNEL);
        assertThat(world.orders()).isEmpty();
    }

    @Test
    void m4_expiry_asks_and_closes_and_takes_what_was_paid_a_moment_before() {
        an_order_the_payer_is_paying();
        Instant end = NOON.plus(LIFE);
        world.happens(new Due("P1"), end);
        assertThat(world.order("P1").stage()).isEqualTo(OrderStage.CLOSING);
        assertThat(world.flow("F1").askAt()).isEqualTo(end);
        world.happens(asked("F1", paid(AMOUNT)), end);
        assertThat(world.order("P1").stage()).isEqualTo(OrderStage.PAID);
    }

    @Test
    void m4_an_order_expires_only_when_its_channel_said_closed() {
        an_order_the_payer_is_paying();
        Instant end = NOON.plus(LIFE);
        world.happens(new Due("P1"), end);
        world.happens(asked("F1", new QueryResult.Unknown(UnknownWhy.LOST, "?")), end);
        world.happens(asked("F1", new QueryResult.Waiting()), end.plus(Duration.ofDays(1)));
        assertThat(world.order("P1").stage()).isEqualTo(OrderStage.CLOSING);
        world.happens(asked("F1", new QueryResult.Closed("CLOSED")), end.plus(Duration.ofDays(1)));
        assertThat(world.order("P1").stage()).isEqualTo(OrderStage.EXPIRED);
    }

    @Test
    void m4_no_such_order_ends_a_flow_only_past_the_channels_limit_and_grace() {
        an_order_the_payer_is_paying();
        Instant end = NOON.plus(LIFE);
        world.happens(new Due("P1"), end);
        world.happens(asked("F1", new QueryResult.NoSuchOrder()), end.plus(GRACE));
        assertThat(world.flow("F1").stage()).isEqualTo(FlowStage.CLOSING);
        world.happens(asked("F1", new QueryResult.NoSuchOrder()), end.plus(GRACE).plusMillis(1));
        assertThat(world.order("P1").stage()).isEqualTo(OrderStage.EXPIRED);
    }

    @Test
    void m4_where_there_is_no_close_unpaid_ends_it_past_limit_and_grace() {
        an_order_the_payer_is_paying();
        Instant end = NOON.plus(LIFE);
        world.happens(new Due("P1"), end);
        Asked unpaid = new Asked("F1", new QueryResult.Waiting(), false, false, PLAN);
        world.happens(unpaid, end);
        assertThat(world.flow("F1").stage()).isEqualTo(FlowStage.CLOSING);
        world.happens(unpaid, end.plus(GRACE).plusMillis(1));
        assertThat(world.order("P1").stage()).isEqualTo(OrderStage.EXPIRED);
    }

    @Test
    void a_returning_payer_puts_expiry_off_once() {
        an_order_the_payer_is_paying();
        Instant end = NOON.plus(LIFE);
        world.happens(new Returned("mock-1", "F1", null), end.minusSeconds(5));
        assertThat(world.order("P1").stage()).isEqualTo(OrderStage.CONFIRMING);
        world.happens(new Due("P1"), end);
        assertThat(world.order("P1").stage()).isEqualTo(OrderStage.CONFIRMING);
        world.happens(new Returned("mock-1", "F1", null), end.plusSeconds(60));
        world.happens(new Due("P1"), end.plus(FactRules.CONFIRMING));
        assertThat(world.order("P1").stage()).isEqualTo(OrderStage.CLOSING);
    }

    @Test
    void a_return_is_never_a_payment() {
        an_order_the_payer_is_paying();
        world.happens(new Returned("mock-1", "F1", null), NOON);
        assertThat(world.order("P1").stage().status()).isEqualTo(Status.PROCESSING);
        assertThat(world.postings).isEmpty();
    }

    @Test
    void what_nobody_can_tell_for_fifteen_days_is_a_persons() {
        an_order_the_payer_is_paying();
        Instant late = NOON.plus(Duration.ofDays(15)).plusSeconds(1);
        world.happens(asked("F1", new QueryResult.Unknown(UnknownWhy.LOST, "?")), late);
        assertThat(world.flow("F1").overdueAt()).isEqualTo(late);
        assertThat(world.flow("F1").askAt()).isNull();
        assertThat(world.flow("F1").stage().isFinal()).isFalse();
        world.happens(told("mock-1", "F1", paid(AMOUNT)), late);
        assertThat(world.order("P1").stage()).isEqualTo(OrderStage.PAID);
    }

    @Test
    void questions_back_off() {
        an_order_the_payer_is_paying();
        assertThat(world.flow("F1").askAt()).isEqualTo(NOON.plus(PLAN.delay(0)));
        world.happens(asked("F1", new QueryResult.Waiting()), NOON);
        assertThat(world.flow("F1").askAt()).isEqualTo(NOON.plus(PLAN.delay(1)));
    }

    @Test
    void a_page_order_waits_for_the_payers_choice() {
        PaymentOutcome outcome = world.happens(placed("O1", new Target.Page(), "P1", "F1"), NOON);
        assertThat(outcome).isInstanceOf(Stands.class);
        assertThat(world.flows()).isEmpty();
        world.happens(
                new PaymentEvent.Chosen("P1", by("MOCK_QR", "mock-1"), Given.NOBODY, "F2"), NOON);
        world.happens(answered("P1", "F2", started(), "F9"), NOON);
        assertThat(world.order("P1").stage()).isEqualTo(OrderStage.WAITING_PAYER);
        assertThat(world.happens(placed("O1", new Target.Page(), "P2", "F3"), NOON))
                .isInstanceOf(Stands.class);
        world.happens(
                new PaymentEvent.Chosen("P1", by("MOCK_PAGE", "mock-1"), Given.NOBODY, "F4"), NOON);
        assertThat(world.flow("F2").stage()).isEqualTo(FlowStage.CLOSING);
    }
}
