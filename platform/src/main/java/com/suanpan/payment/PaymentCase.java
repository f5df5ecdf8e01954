package com.suanpan.payment;

import com.suanpan.payment.PaymentOutcome.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An order with all its attempts: what one decision is made on.
final class PaymentCase {

    /// How long a call to a channel may take before somebody else may take over; longer than the
    /// outbound deadline.
    static final Duration CALL = Duration.ofSeconds(15);

    /// Every event of an order reads all its attempts, and each is asked about: a payer who changes
    /// methods for ever must not make that dear.
    private static final int MOST_ATTEMPTS = 20;

    final PaymentOrder order;
    private final List<PaymentFlow> flows;

    /// `flows` in the order in which they were made.
    PaymentCase(PaymentOrder order, List<PaymentFlow> flows) {
        this.order = order;
        this.flows = new ArrayList<>(flows);
    }

    List<PaymentFlow> flows() {
        return flows;
    }

    @Nullable PaymentFlow latest() {
        return flows.isEmpty() ? null : flows.getLast();
    }

    Optional<PaymentFlow> flow(String flowNo) {
        return flows.stream().filter(f -> f.facts.flowNo().equals(flowNo)).findFirst();
    }

    boolean hasProcessing() {
        return flows.stream().anyMatch(PaymentFlow::isProcessing);
    }

    /// Opens a new attempt at a channel account; it is to be called as soon as this is committed.
    Attempt open(
            String flowNo, Target.Candidate at, String payMethod, PayerFacts payer, Instant now) {
        Instant life = now.plus(at.shortestLife());
        FlowFacts facts =
                new FlowFacts(
                        flowNo,
                        order.facts.payOrderNo(),
                        order.facts.merchantId(),
                        at.provider(),
                        at.channelCode(),
                        payMethod,
                        flowNo,
                        order.facts.amount(),
                        payer.payerId(),
                        payer.deviceId(),
                        payer.clientIp(),
                        now,
                        life.isAfter(order.facts.expiresAt()) ? life : order.facts.expiresAt());
        PaymentFlow flow = PaymentFlow.sent(facts, now.plus(CALL));
        flows.add(flow);
        return attempt(flow, false);
    }

    /// Takes over an attempt that was sent and not answered: the same number again.
    Attempt repeat(PaymentFlow flow, Instant now) {
        flow.takenOverUntil(now.plus(CALL));
        return attempt(flow, true);
    }

    /// Whether as many attempts were made as an order may have.
    boolean isTriedOut() {
        return flows.size() >= MOST_ATTEMPTS;
    }

    private Attempt attempt(PaymentFlow flow, boolean repeated) {
        return new Attempt(
                order.facts.payOrderNo(),
                flow.facts.flowNo(),
                repeated,
                flows.stream().anyMatch(f -> f.stage() == FlowStage.CLOSING),
                flow.facts.channelRequestNo(),
                flow.facts.channelCode(),
                flow.facts.payMethod(),
                flow.facts.amount(),
                order.facts.subject(),
                order.facts.body(),
                flow.facts.createdAt(),
                order.facts.expiresAt(),
                order.facts.cashierToken(),
                new PayerFacts(flow.facts.payerId(), flow.facts.deviceId(), flow.facts.clientIp()));
    }

    /// Begins to close every attempt that may still be paid.
    void closeAttempts(Instant now) {
        flows.stream().filter(PaymentFlow::isProcessing).forEach(f -> f.closing(now));
    }

    /// Ends the order if nothing can pay it any more and its time is over or its merchant wants it
    /// closed; else says where it stands.
    void settle(Instant now, Effects effects) {
        if (order.isFinal() || hasProcessing()) {
            return;
        }
        if (order.isCloseWanted()) {
            end(OrderStage.CLOSED, effects);
        } else if (order.stage() == OrderStage.CLOSING || order.isDue(now)) {
            end(OrderStage.EXPIRED, effects);
        } else {
            order.become(OrderStage.CREATED);
        }
    }

    private void end(OrderStage stage, Effects effects) {
        if (!order.stage().canBecome(stage)) {
            order.become(OrderStage.CLOSING);
        }
        order.become(stage);
        effects.becameFinal(view());
    }

    OrderView view() {
        OrderFacts facts = order.facts;
        OrderState state = order.state();
        PaymentFlow shown =
                state.flowNo() == null ? latest() : flow(state.flowNo()).orElse(latest());
        return new OrderView(
                facts.merchantId(),
                facts.orderNo(),
                facts.payOrderNo(),
                shown == null ? null : shown.facts.flowNo(),
                shown == null ? null : shown.facts.payMethod(),
                shown == null ? null : shown.channelOrderNo(),
                state.payMethod(),
                facts.amount(),
                state.paid(),
                state.refunded(),
                facts.fee(),
                state.stage().status(),
                state.stage(),
                state.syncStatus(),
                facts.subject(),
                facts.attach(),
                shown == null || shown.stage() == FlowStage.CLOSING
                        ? null
                        : shown.state().credential(),
                facts.cashierToken(),
                facts.notifyUrl(),
                facts.returnUrl(),
                facts.createdAt(),
                state.paidAt(),
                facts.expiresAt());
    }
}
