package com.suanpan.refund;

import com.suanpan.channel.AskPlan;
import com.suanpan.channel.QueryResult;
import com.suanpan.channel.RefundResult;
import com.suanpan.channel.UnknownWhy;
import com.suanpan.ledger.Operation;
import com.suanpan.ledger.PostingKind;
import com.suanpan.refund.RefundEvent.Answered;
import com.suanpan.refund.RefundEvent.Asked;
import com.suanpan.refund.RefundEvent.Checked;
import com.suanpan.refund.RefundEvent.Due;
import com.suanpan.refund.RefundEvent.Told;
import com.suanpan.refund.RefundOutcome.NotOurs;
import com.suanpan.refund.RefundOutcome.Send;
import com.suanpan.refund.RefundOutcome.Stands;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What we learn of a refund from its channel, and what follows. Pure: it changes what is on the bench,
/// nothing else. What a channel did not surely refuse stays under way (M4).
final class RefundRules {

    /// How long one step with a channel may take before somebody else may take over; longer than the
    /// outbound deadline.
    static final Duration WORK = Duration.ofSeconds(15);

    /// What waits for our money at the channel is sent again so often.
    private static final Duration FUNDS = Duration.ofMinutes(10);

    /// What a person must mend is looked at so often.
    private static final Duration STUCK = Duration.ofHours(1);

    /// After so long without knowing, a refund is a person's.
    private static final Duration OVERDUE = Duration.ofDays(15);

    private RefundRules() {}

    /// The channel said what it can of the payment, before anything was sent (M7): a no refuses the
    /// refund, no answer keeps it waiting.
    static RefundOutcome checked(RefundBench bench, Checked event, Instant now) {
        Refund refund = Objects.requireNonNull(bench.byFlowNo(event.refundFlowNo()));
        if (refund.stage() != RefundStage.RESERVED) {
            return stands(refund);
        }
        return switch (event.result()) {
            case QueryResult.Paid paid when paid.amount().equals(refund.facts.orderAmount()) ->
                    send(bench, refund, now);
            case QueryResult.Paid paid -> {
                bench.alarm(
                        "REFUND_CONTRADICTS",
                        refund.facts.refundFlowNo(),
                        "paid %s by our books, %s at the channel"
                                .formatted(refund.facts.orderAmount(), paid.amount()));
                yield later(bench, refund, event.plan(), now);
            }
            case QueryResult.Closed(var code) -> no(bench, refund, code, now);
            case QueryResult.NoSuchOrder _ -> no(bench, refund, "NO_SUCH_ORDER", now);
            case QueryResult.Waiting _ -> no(bench, refund, "NOT_PAID", now);
            case QueryResult.Unknown(var why, var detail) ->
                    unknown(bench, refund, why, detail, event.plan(), now);
        };
    }

    /// The channel answered what was sent.
    static RefundOutcome answered(RefundBench bench, Answered event, Instant now) {
        Refund refund = Objects.requireNonNull(bench.byFlowNo(event.refundFlowNo()));
        if (event.result() instanceof RefundResult.NotSent(var why) && refund.isProcessing()) {
            refund.note("NOT_SENT", why);
            refund.notSent(now.plus(event.plan().delay(0)));
            return stands(refund);
        }
        if (event.result() instanceof RefundResult.Refused(var code, var text)
                && refund.isProcessing()
                && refund.wasRepeated()) {
            // It says nothing about the first sending: that is asked about.
            refund.repeatRefused(code, text);
            return later(bench, refund, event.plan(), now);
        }
        return learnt(bench, refund, event.result(), event.plan(), now);
    }

    /// The channel answered our question. One that knows no such number has refused it if it refused the
    /// last sending; else it is sent it again, where that is how one asks, and elsewhere it may know it
    /// later.
    static RefundOutcome asked(RefundBench bench, Asked event, Instant now) {
        Refund refund = Objects.requireNonNull(bench.byFlowNo(event.refundFlowNo()));
        boolean unknownThere = event.result() instanceof RefundResult.NoSuchRefund;
        if (unknownThere && event.mayRepeat() && refund.stage() == RefundStage.SENT) {
            return refund.isRepeatRefused()
                    ? refused(bench, refund, refund.lastCode(), refund.lastText(), now)
                    : send(bench, refund, now);
        }
        return learnt(bench, refund, event.result(), event.plan(), now);
    }

    /// A channel told us by a verified callback (M11, from the refund's number on). Only what is final
    /// counts; anything else is a hint to ask at once.
    static RefundOutcome told(RefundBench bench, Told event, Instant now) {
        Refund refund = bench.byFlowNo(event.refundFlowNo());
        if (refund == null || !refund.facts.channelCode().equals(event.channelCode())) {
            return new NotOurs("no refund " + event.refundFlowNo() + " of this account");
        }
        return switch (event.result()) {
            case RefundResult.Done done -> done(bench, refund, done);
            case RefundResult.Stuck stuck -> stuck(bench, refund, stuck, now);
            case RefundResult.Accepted _,
                    RefundResult.Refused _,
                    RefundResult.ShortOfFunds _,
                    RefundResult.NoSuchRefund _,
                    RefundResult.NotSent _,
                    RefundResult.Unknown _ -> {
                if (refund.isProcessing() && refund.stage() != RefundStage.RESERVED) {
                    refund.actAt(now);
                }
                yield stands(refund);
            }
        };
    }

    /// What waited for our money at the channel is sent again, under the same number.
    static RefundOutcome due(RefundBench bench, Due event, Instant now) {
        Refund refund = Objects.requireNonNull(bench.byFlowNo(event.refundFlowNo()));
        return refund.stage() == RefundStage.WAITING_FUNDS
                ? send(bench, refund, now)
                : stands(refund);
    }

    private static RefundOutcome learnt(
            RefundBench bench, Refund refund, RefundResult result, AskPlan plan, Instant now) {
        return switch (result) {
            case RefundResult.Done done -> done(bench, refund, done);
            case RefundResult.Stuck stuck -> stuck(bench, refund, stuck, now);
            case RefundResult.Accepted(var channelNo) -> {
                refund.knownAs(channelNo);
                yield later(bench, refund, plan, now);
            }
            case RefundResult.Refused(var code, var text) ->
                    refused(bench, refund, code, text, now);
            case RefundResult.ShortOfFunds(var code, var text) -> {
                if (refund.stage() != RefundStage.SENT) {
                    yield later(bench, refund, plan, now);
                } else {
                    refund.note(code, text);
                    refund.waitsForFunds(now.plus(FUNDS));
                    bench.alarm(
                            "REFUND_WAITS_FOR_FUNDS",
                            refund.facts.channelCode(),
                            "refund " + refund.facts.refundFlowNo() + ": " + code + " " + text);
                    yield stands(refund);
                }
            }
            case RefundResult.NoSuchRefund _ -> later(bench, refund, plan, now);
            case RefundResult.NotSent(var why) ->
                    unknown(bench, refund, UnknownWhy.NOT_SENT, why, plan, now);
            case RefundResult.Unknown(var why, var detail) ->
                    unknown(bench, refund, why, detail, plan, now);
        };
    }

    private static RefundOutcome send(RefundBench bench, Refund refund, Instant now) {
        refund.send(now.plus(WORK));
        return new Send(RefundWork.of(bench.orderOf(refund), refund));
    }

    private static RefundOutcome done(RefundBench bench, Refund refund, RefundResult.Done done) {
        boolean fits = refund.isProcessing() && done.amount().equals(refund.facts.amount());
        if (refund.stage() != RefundStage.DONE && !fits) {
            bench.alarm(
                    "REFUND_CONTRADICTS",
                    refund.facts.refundFlowNo(),
                    "%s of %s, and the channel gave back %s"
                            .formatted(refund.stage(), refund.facts.amount(), done.amount()));
            return stands(refund);
        }
        if (fits) {
            refund.done(done.channelRefundNo(), done.at());
            bench.put(bench.orderOf(refund).givenBack(refund.facts.amount()));
            bench.operations.add(Operation.PostHold.whole(holdNo(refund)));
            bench.finals.add(RefundView.of(refund));
        }
        return stands(refund);
    }

    private static RefundOutcome stuck(
            RefundBench bench, Refund refund, RefundResult.Stuck stuck, Instant now) {
        if (refund.isProcessing() && refund.stage() != RefundStage.RESERVED) {
            if (refund.stage() != RefundStage.STUCK) {
                bench.alarm(
                        "REFUND_STUCK",
                        refund.facts.refundFlowNo(),
                        "the money left and did not arrive: " + stuck.code() + " " + stuck.text());
            }
            refund.note(stuck.code(), stuck.text());
            refund.stuck(now.plus(STUCK));
        }
        return stands(refund);
    }

    private static RefundOutcome no(RefundBench bench, Refund refund, String code, Instant now) {
        bench.alarm(
                "REFUND_CONTRADICTS",
                refund.facts.refundFlowNo(),
                "paid by our books, and the channel says " + code);
        return refused(bench, refund, code, "the channel says that it cannot be refunded", now);
    }

    private static RefundOutcome refused(
            RefundBench bench, Refund refund, String code, String text, Instant now) {
        if (refund.isProcessing()) {
            refund.refused(code, text, now);
            bench.put(bench.orderOf(refund).freed(refund.facts.amount()));
            bench.operations.add(new Operation.ReleaseHold(holdNo(refund)));
            bench.finals.add(RefundView.of(refund));
        }
        return stands(refund);
    }

    private static RefundOutcome unknown(
            RefundBench bench,
            Refund refund,
            UnknownWhy why,
            String detail,
            AskPlan plan,
            Instant now) {
        if (refund.isProcessing()) {
            refund.note(why.name(), detail);
        }
        if (why.alarming()) {
            bench.alarm(
                    "CHANNEL_ANSWER",
                    refund.facts.channelCode(),
                    "refund " + refund.facts.refundFlowNo() + ", " + why + ": " + detail);
        }
        return later(bench, refund, plan, now);
    }

    private static RefundOutcome later(
            RefundBench bench, Refund refund, @Nullable AskPlan plan, Instant now) {
        if (!refund.isProcessing()) {
            return stands(refund);
        }
        if (refund.facts.createdAt().plus(OVERDUE).isBefore(now)) {
            refund.overdue(now);
            bench.alarm(
                    "OVERDUE",
                    refund.facts.refundFlowNo(),
                    "nobody could tell for " + OVERDUE.toDays() + " days what became of it");
        } else if (plan != null) {
            refund.askedNextAt(now.plus(plan.delay(refund.asked())));
        }
        return stands(refund);
    }

    private static String holdNo(Refund refund) {
        return PostingKind.REFUND.postingNo(refund.facts.refundFlowNo());
    }

    private static RefundOutcome stands(Refund refund) {
        return new Stands(RefundView.of(refund));
    }
}
