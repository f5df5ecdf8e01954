package com.suanpan.payment;

import com.suanpan.channel.StartResult;
import com.suanpan.payment.PaymentEvent.Answered;
import com.suanpan.payment.PaymentEvent.Chosen;
import com.suanpan.payment.PaymentEvent.Placed;
import com.suanpan.payment.PaymentOutcome.Call;
import com.suanpan.payment.PaymentOutcome.ChannelRefused;
import com.suanpan.payment.PaymentOutcome.Refused;
import com.suanpan.payment.PaymentOutcome.Stands;
import com.suanpan.payment.PaymentOutcome.UnderWay;
import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How a payment starts: a first call, the same call again, a change of method, a channel's answer.
/// Pure: it changes the case in hand and nothing else.
final class PlacingRules {

    private static final Duration SHORTEST_LIFE = Duration.ofMinutes(1);
    private static final Duration LONGEST_LIFE = Duration.ofDays(1);

    private PlacingRules() {}

    static PaymentOutcome placed(Workbench bench, Placed event, Instant now) {
        PayCommand command = event.command();
        PaymentCase known = bench.byOrderNo(command.merchant().merchantId(), command.orderNo());
        if (known != null) {
            return again(known, event, now);
        }
        Instant end = command.expiresAt();
        if (end.isBefore(now.plus(SHORTEST_LIFE).minusSeconds(1))
                || end.isAfter(now.plus(LONGEST_LIFE).plusSeconds(1))) {
            return new Refused(Refusal.param("expire_time", "must be 1 to 1440 minutes ahead"));
        }
        Refusal refusal = refusal(event.target());
        if (refusal != null) {
            return new Refused(refusal);
        }
        PaymentCase fresh = new PaymentCase(accepted(event, now), List.of());
        PaymentOutcome outcome = start(fresh, event, now);
        bench.add(fresh);
        return outcome;
    }

    /// The same number again (design: idempotent in the answer, never in the effect).
    private static PaymentOutcome again(PaymentCase known, Placed event, Instant now) {
        PayCommand command = event.command();
        PaymentOrder order = known.order;
        if (!order.facts.fingerprint().equals(command.fingerprint())) {
            return new Refused(new Refusal(Problem.ORDER_CONFLICT));
        }
        if (order.isMethod(command.methodFingerprint())) {
            return sameMethod(known, event, now);
        }
        return switch (order.stage().status()) {
            case SUCCEEDED -> new Refused(new Refusal(Problem.ORDER_PAID));
            case FAILED -> new Refused(new Refusal(Problem.ORDER_CLOSED));
            case PROCESSING -> {
                if (order.stage() == OrderStage.CLOSING || order.isOver(now)) {
                    yield new Refused(new Refusal(Problem.ORDER_CLOSED));
                }
                Refusal refusal = refusal(event.target());
                if (refusal != null) {
                    yield new Refused(refusal);
                }
                if (known.isTriedOut()) {
                    yield triedOut();
                }
                known.closeAttempts(now);
                order.changeMethod(command.payMethod(), command.methodFingerprint());
                yield start(known, event, now);
            }
        };
    }

    private static PaymentOutcome sameMethod(PaymentCase known, Placed event, Instant now) {
        PaymentOrder order = known.order;
        boolean closed =
                order.isFinal() || order.stage() == OrderStage.CLOSING || order.isOver(now);
        PaymentFlow latest = known.latest();
        return switch (event.target()) {
            case Target.Page _ -> new Stands(known.view());
            case Target.Channel target when closed || latest == null -> new Stands(known.view());
            case Target.Channel target ->
                    switch (latest.stage()) {
                        case CREDENTIAL, PAID -> new Stands(known.view());
                        case SENT -> unanswered(known, latest, target, event, now);
                        case CLOSING, STRAY, ENDED -> {
                            Refusal none = target.none();
                            yield none != null ? new Refused(none) : start(known, event, now);
                        }
                    };
        };
    }

    /// A repeat meets an attempt that was sent and not answered: under way, or to be taken over.
    private static PaymentOutcome unanswered(
            PaymentCase known,
            PaymentFlow latest,
            Target.Channel target,
            Placed event,
            Instant now) {
        if (latest.isInCall(now)) {
            return new UnderWay(known.view());
        }
        if (target.startMayRepeat()) {
            return new Call(known.repeat(latest, now));
        }
        if (target.none() != null) {
            return new Refused(target.none());
        }
        if (known.isTriedOut()) {
            return triedOut();
        }
        latest.closing(now);
        return start(known, event, now);
    }

    /// The payer's own choice on our page: it opens an attempt, and older ones are closed.
    static PaymentOutcome chosen(Workbench bench, Chosen event, Instant now) {
        PaymentCase known = bench.byPayOrderNo(event.payOrderNo());
        if (known == null) {
            return new Refused(new Refusal(Problem.ORDER_NOT_FOUND));
        }
        PaymentOrder order = known.order;
        if (order.isFinal() || order.stage() == OrderStage.CLOSING || order.isOver(now)) {
            return new Stands(known.view());
        }
        PaymentFlow latest = known.latest();
        if (latest != null && event.isFor(latest.facts)) {
            if (latest.stage() == FlowStage.CREDENTIAL) {
                return new Stands(known.view());
            }
            if (latest.isInCall(now)) {
                return new UnderWay(known.view());
            }
        }
        if (event.target().none() != null) {
            return new Refused(event.target().none());
        }
        if (known.isTriedOut()) {
            return triedOut();
        }
        known.closeAttempts(now);
        return call(known, event.target(), event.payer(), event.flowNo(), now);
    }

    /// A channel answered our start.
    static PaymentOutcome answered(Workbench bench, Answered event, Instant now) {
        PaymentCase known = Objects.requireNonNull(bench.byPayOrderNo(event.payOrderNo()));
        PaymentFlow flow = known.flow(event.flowNo()).orElseThrow();
        return switch (event.result()) {
            case StartResult.Started _ -> started(known, flow, event, now);
            case StartResult.Refused(var code, var text, _) ->
                    notStarted(bench, known, flow, code, text, event, now);
            case StartResult.NotSent(var why) ->
                    notStarted(bench, known, flow, "NOT_SENT", why, event, now);
            case StartResult.MustAsk(var code, var text) ->
                    unsure(known, flow, code, text, now, now);
            case StartResult.Unknown(var why, var detail) -> {
                if (why.alarming()) {
                    bench.effects.alarm(
                            "CHANNEL_ANSWER",
                            flow.facts.channelCode(),
                            "flow " + flow.facts.flowNo() + ", " + why + ": " + detail);
                }
                yield unsure(known, flow, why.name(), detail, now.plus(event.plan().delay(0)), now);
            }
        };
    }

    private static PaymentOutcome started(
            PaymentCase known, PaymentFlow flow, Answered event, Instant now) {
        if (flow.isProcessing()) {
            flow.credential(Objects.requireNonNull(event.credentialJson()));
            if (flow.stage() == FlowStage.SENT) {
                flow.become(FlowStage.CREDENTIAL, now);
                flow.askAt(now.plus(event.plan().delay(0)));
                if (known.order.stage() == OrderStage.CREATED) {
                    known.order.become(OrderStage.WAITING_PAYER);
                }
            }
        }
        return new Stands(known.view());
    }

    private static PaymentOutcome notStarted(
            Workbench bench,
            PaymentCase known,
            PaymentFlow flow,
            String code,
            String text,
            Answered event,
            Instant now) {
        PaymentOrder order = known.order;
        if (!flow.isProcessing()) {
            return new Stands(known.view());
        }
        if (event.repeated() || flow.wasRepeated() || flow.stage() == FlowStage.CREDENTIAL) {
            return unsure(known, flow, code, text, now, now);
        }
        boolean latest = known.latest() == flow;
        boolean abandoned = flow.stage() == FlowStage.CLOSING;
        flow.ended(code, text, now);
        boolean open =
                !order.isFinal() && order.stage() != OrderStage.CLOSING && !order.isOver(now);
        if (open && latest && !abandoned && !event.rest().isEmpty()) {
            PayerFacts payer =
                    new PayerFacts(
                            flow.facts.payerId(), flow.facts.deviceId(), flow.facts.clientIp());
            return new Call(
                    known.open(
                            event.nextFlowNo(),
                            event.rest().getFirst(),
                            flow.facts.payMethod(),
                            payer,
                            now));
        }
        known.settle(now, bench.effects);
        return open && latest && !abandoned
                ? new ChannelRefused(known.view())
                : new Stands(known.view());
    }

    /// We do not know what came of the call: it stays, is asked about, and the same number may be
    /// repeated by the merchant at once.
    private static PaymentOutcome unsure(
            PaymentCase known,
            PaymentFlow flow,
            String code,
            String text,
            Instant askAt,
            Instant now) {
        if (flow.isProcessing()) {
            flow.note(code, text);
            flow.callOver();
            flow.askAt(flow.stage() == FlowStage.CLOSING ? now : askAt);
        }
        return new Stands(known.view());
    }

    private static PaymentOutcome start(PaymentCase known, Placed event, Instant now) {
        return switch (event.target()) {
            case Target.Page _ -> new Stands(known.view());
            case Target.Channel target ->
                    call(known, target, event.command().payer(), event.flowNo(), now);
        };
    }

    private static PaymentOutcome call(
            PaymentCase known,
            Target.Channel target,
            PayerFacts payer,
            String flowNo,
            Instant now) {
        return new Call(
                known.open(flowNo, target.candidates().getFirst(), target.payMethod(), payer, now));
    }

    private static PaymentOutcome triedOut() {
        return new Refused(
                new Refusal(Problem.RATE_LIMITED, null, "too many attempts at this order"));
    }

    private static @Nullable Refusal refusal(Target target) {
        return switch (target) {
            case Target.Page _ -> null;
            case Target.Channel channel -> channel.none();
        };
    }

    private static PaymentOrder accepted(Placed event, Instant now) {
        PayCommand command = event.command();
        OrderFacts facts =
                new OrderFacts(
                        event.payOrderNo(),
                        command.merchant().merchantId(),
                        command.orderNo(),
                        command.amount(),
                        event.fee(),
                        command.merchant().settleMode(),
                        command.subject(),
                        command.body(),
                        command.attach(),
                        command.userId(),
                        command.notifyUrl(),
                        command.returnUrl(),
                        command.fingerprint(),
                        event.cashierToken(),
                        now,
                        command.expiresAt());
        return PaymentOrder.accepted(facts, command.payMethod(), command.methodFingerprint());
    }
}
