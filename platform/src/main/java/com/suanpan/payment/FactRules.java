package com.suanpan.payment;

import com.suanpan.channel.QueryResult;
import com.suanpan.payment.PaymentEvent.Asked;
import com.suanpan.payment.PaymentEvent.Returned;
import com.suanpan.payment.PaymentEvent.Told;
import com.suanpan.payment.PaymentOutcome.NotOurs;
import com.suanpan.payment.PaymentOutcome.Refused;
import com.suanpan.payment.PaymentOutcome.Stands;
import com.suanpan.payment.PaymentOutcome.UnderWay;
import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What we learn of a payment, by asking, by callback, by a browser, by the clock. Pure: it changes
/// the case in hand and adds to the effects, nothing else.
final class FactRules {

    /// A returned payer puts expiry off once, by this.
    static final Duration CONFIRMING = Duration.ofMinutes(2);

    private FactRules() {}

    /// A channel answered our question.
    static PaymentOutcome asked(Workbench bench, Asked event, Duration overdueAfter, Instant now) {
        PaymentCase known = Objects.requireNonNull(bench.byFlowNo(event.flowNo()));
        PaymentFlow flow = known.flow(event.flowNo()).orElseThrow();
        switch (event.result()) {
            case QueryResult.Paid paid -> paid(bench, known, flow, paid, now);
            case QueryResult.Closed(var code) -> {
                if (flow.isProcessing()) {
                    flow.ended(code, "closed at the channel", now);
                }
            }
            case QueryResult.NoSuchOrder _ -> {
                if (flow.isProcessing() && (event.closed() || isPast(flow, event, now))) {
                    flow.ended("NO_SUCH_ORDER", "the channel knows no such number", now);
                }
            }
            case QueryResult.Waiting _ -> {
                if (flow.isProcessing() && !event.closable() && isPast(flow, event, now)) {
                    flow.ended("UNPAID", "not paid within the channel's time", now);
                }
            }
            case QueryResult.Unknown(var why, var detail) -> {
                if (flow.isProcessing()) {
                    flow.note(why.name(), detail);
                }
                if (why.alarming()) {
                    bench.effects.alarm(
                            "CHANNEL_ANSWER",
                            flow.facts.channelCode(),
                            "flow " + flow.facts.flowNo() + ", " + why + ": " + detail);
                }
            }
        }
        askAgain(bench, flow, event, overdueAfter, now);
        known.settle(now, bench.effects);
        return new Stands(known.view());
    }

    /// A channel told us by a verified callback (M11, from the flow's number on).
    static PaymentOutcome told(Workbench bench, Told event, Instant now) {
        PaymentCase known = bench.byFlowNo(event.flowNo());
        PaymentFlow flow = of(known, event.flowNo());
        if (known == null || flow == null) {
            return new NotOurs("no flow " + event.flowNo());
        }
        if (!flow.facts.channelCode().equals(event.channelCode())) {
            return new NotOurs("flow " + event.flowNo() + " is not of this account");
        }
        switch (event.result()) {
            case QueryResult.Paid paid when !paid.amount().equals(flow.facts.amount()) -> {
                bench.effects.alarm(
                        "CALLBACK_AMOUNT",
                        flow.facts.flowNo(),
                        "a genuine callback says "
                                + paid.amount()
                                + ", the flow is of "
                                + flow.facts.amount()
                                + "; the channel is asked");
                flow.askAt(now);
            }
            case QueryResult.Paid paid -> paid(bench, known, flow, paid, now);
            case QueryResult.Closed _,
                    QueryResult.Waiting _,
                    QueryResult.NoSuchOrder _,
                    QueryResult.Unknown _ -> {
                if (flow.isProcessing()) {
                    flow.askAt(now);
                }
            }
        }
        known.settle(now, bench.effects);
        return new Stands(known.view());
    }

    /// A payer's browser came back: a hint to ask at once, never a payment.
    static PaymentOutcome returned(Workbench bench, Returned event, Instant now) {
        PaymentCase known = bench.byFlowNo(event.flowNo());
        PaymentFlow flow = of(known, event.flowNo());
        if (known == null
                || flow == null
                || !flow.facts.channelCode().equals(event.channelCode())
                || !event.isOf(known.order.facts)) {
            return new NotOurs("no flow " + event.flowNo() + " of this account");
        }
        if (flow.isProcessing()) {
            flow.askAt(now);
            if (known.order.stage().canBecome(OrderStage.CONFIRMING)) {
                known.order.become(OrderStage.CONFIRMING);
            }
        }
        return new Stands(known.view());
    }

    /// The merchant or an operator wants it closed. A close that has begun is not begun again: its
    /// channels are asked at their own pace.
    static PaymentOutcome closeWanted(Workbench bench, String payOrderNo, Instant now) {
        PaymentCase known = bench.byPayOrderNo(payOrderNo);
        if (known == null) {
            return new Refused(new Refusal(Problem.ORDER_NOT_FOUND));
        }
        if (known.order.isFinal()) {
            return new Stands(known.view());
        }
        boolean begun = known.order.stage() == OrderStage.CLOSING;
        known.order.closing(true);
        if (!begun) {
            known.closeAttempts(now);
        }
        known.settle(now, bench.effects);
        return begun && !known.order.isFinal()
                ? new UnderWay(known.view())
                : new Stands(known.view());
    }

    /// Its time is over, unless a payer has just come back.
    static PaymentOutcome due(Workbench bench, String payOrderNo, Instant now) {
        PaymentCase known = Objects.requireNonNull(bench.byPayOrderNo(payOrderNo));
        PaymentOrder order = known.order;
        if (!order.isFinal() && order.isDue(now)) {
            if (order.stage() == OrderStage.CONFIRMING && !order.isDeferred()) {
                order.deferExpiry(now.plus(CONFIRMING));
            } else {
                order.closing(false);
                known.closeAttempts(now);
                known.settle(now, bench.effects);
            }
        }
        return new Stands(known.view());
    }

    /// The channel reports money by this flow: the order's payment, or stray (M8). Only the first
    /// report counts.
    private static void paid(
            Workbench bench,
            PaymentCase known,
            PaymentFlow flow,
            QueryResult.Paid paid,
            Instant now) {
        if (!flow.paid().isZero()) {
            paidAgain(bench, flow, paid);
            return;
        }
        if (paid.amount().isZero()) {
            bench.effects.alarm("PAID_NOTHING", flow.facts.flowNo(), "paid with an amount of 0");
            return;
        }
        if (!flow.isProcessing()) {
            flow.paidAfterAll(paid.channelOrderNo(), paid.amount(), paid.paidAt());
            bench.effects.stray(flow, paid.amount(), "paid after the channel had ended it");
            return;
        }
        @Nullable String stray = whyStray(known, flow, paid);
        FlowStage stage = stray == null ? FlowStage.PAID : FlowStage.STRAY;
        flow.paid(stage, paid.channelOrderNo(), paid.amount(), paid.paidAt(), now);
        if (stray != null) {
            bench.effects.stray(flow, paid.amount(), stray);
            return;
        }
        known.order.paidBy(flow, paid.amount(), paid.paidAt(), now);
        known.closeAttempts(now);
        bench.effects.paid(known.order.facts, flow);
        bench.effects.becameFinal(known.view());
    }

    /// A flow whose money is booked moves nothing more; what does not fit is a person's.
    private static void paidAgain(Workbench bench, PaymentFlow flow, QueryResult.Paid paid) {
        if (!flow.paid().equals(paid.amount())
                || !paid.channelOrderNo().equals(flow.channelOrderNo())) {
            bench.effects.alarm(
                    "PAID_DIFFERENTLY",
                    flow.facts.flowNo(),
                    "booked "
                            + flow.paid()
                            + " as "
                            + flow.channelOrderNo()
                            + ", now the channel says "
                            + paid.amount()
                            + " as "
                            + paid.channelOrderNo());
        }
    }

    private static @Nullable String whyStray(
            PaymentCase known, PaymentFlow flow, QueryResult.Paid paid) {
        return switch (known.order.stage().status()) {
            case SUCCEEDED -> "the order was paid before";
            case FAILED -> "the order had ended";
            case PROCESSING ->
                    paid.amount().equals(flow.facts.amount())
                            ? null
                            : "another amount than the flow's " + flow.facts.amount();
        };
    }

    private static void askAgain(
            Workbench bench, PaymentFlow flow, Asked event, Duration overdueAfter, Instant now) {
        if (!flow.isProcessing() && !(event.result() instanceof QueryResult.Unknown)) {
            flow.askNoMore();
            return;
        }
        if (flow.facts.createdAt().plus(overdueAfter).isBefore(now)) {
            flow.overdue(now);
            bench.effects.alarm(
                    "OVERDUE",
                    flow.facts.flowNo(),
                    "nobody could tell for " + overdueAfter.toDays() + " days what became of it");
            return;
        }
        flow.askedNextAt(now.plus(event.plan().delay(flow.asked() + 1)));
    }

    /// Past the time in which the channel lets it be paid, and past its grace.
    private static boolean isPast(PaymentFlow flow, Asked event, Instant now) {
        return flow.facts.limitAt().plus(event.plan().grace()).isBefore(now);
    }

    private static @Nullable PaymentFlow of(@Nullable PaymentCase known, String flowNo) {
        return known == null ? null : known.flow(flowNo).orElse(null);
    }
}
