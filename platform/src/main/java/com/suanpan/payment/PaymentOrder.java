package com.suanpan.payment;

import com.suanpan.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A payment order (支付订单) while it is decided on: its facts, and a state that only moves along the
/// table of its stages. One thread at a time holds it, under the lock of its row.
final class PaymentOrder {

    final OrderFacts facts;
    private final @Nullable OrderState before;
    private OrderStage stage;
    private String payMethod;
    private String methodFingerprint;
    private @Nullable String channelCode;
    private @Nullable String flowNo;
    private Money paid;
    private final Money refunded;
    private final SyncStatus syncStatus;
    private boolean closeWanted;
    private @Nullable Instant dueAt;
    private boolean deferred;
    private @Nullable Instant paidAt;
    private @Nullable Instant notifiedAt;

    private PaymentOrder(OrderFacts facts, @Nullable OrderState before, OrderState now) {
        this.facts = facts;
        this.before = before;
        this.stage = now.stage();
        this.payMethod = now.payMethod();
        this.methodFingerprint = now.methodFingerprint();
        this.channelCode = now.channelCode();
        this.flowNo = now.flowNo();
        this.paid = now.paid();
        this.refunded = now.refunded();
        this.syncStatus = now.syncStatus();
        this.closeWanted = now.closeWanted();
        this.dueAt = now.dueAt();
        this.deferred = now.deferred();
        this.paidAt = now.paidAt();
        this.notifiedAt = now.notifiedAt();
    }

    static PaymentOrder read(OrderFacts facts, OrderState state) {
        return new PaymentOrder(facts, state, state);
    }

    static PaymentOrder accepted(OrderFacts facts, String payMethod, String methodFingerprint) {
        Money nothing = Money.zero(facts.amount().currency());
        OrderState first =
                new OrderState(
                        OrderStage.CREATED,
                        payMethod,
                        methodFingerprint,
                        null,
                        null,
                        nothing,
                        nothing,
                        SyncStatus.WAITING,
                        false,
                        facts.expiresAt(),
                        false,
                        null,
                        null);
        return new PaymentOrder(facts, null, first);
    }

    OrderState state() {
        return new OrderState(
                stage,
                payMethod,
                methodFingerprint,
                channelCode,
                flowNo,
                paid,
                refunded,
                syncStatus,
                closeWanted,
                dueAt,
                deferred,
                paidAt,
                notifiedAt);
    }

    OrderStage stage() {
        return stage;
    }

    boolean isFinal() {
        return stage.isFinal();
    }

    boolean isNew() {
        return before == null;
    }

    boolean isChanged() {
        return before != null && !before.equals(state());
    }

    /// The stage as it stands in the database: the *from* of the guarded update.
    OrderStage stageBefore() {
        return before == null ? stage : before.stage();
    }

    boolean isMethod(String fingerprint) {
        return methodFingerprint.equals(fingerprint);
    }

    boolean isOver(Instant now) {
        return !facts.expiresAt().isAfter(now);
    }

    boolean isDue(Instant now) {
        return dueAt != null && !dueAt.isAfter(now);
    }

    boolean isDeferred() {
        return deferred;
    }

    boolean isCloseWanted() {
        return closeWanted;
    }

    void become(OrderStage next) {
        if (stage == next) {
            return;
        }
        if (!stage.canBecome(next)) {
            throw new IllegalStateException(
                    facts.payOrderNo() + ": " + stage + " never becomes " + next);
        }
        stage = next;
        if (next.isFinal()) {
            dueAt = null;
        }
    }

    void paidBy(PaymentFlow flow, Money amount, Instant at, Instant now) {
        become(OrderStage.PAID);
        payMethod = flow.facts.payMethod();
        channelCode = flow.facts.channelCode();
        flowNo = flow.facts.flowNo();
        paid = amount;
        paidAt = at;
        notifiedAt = now;
    }

    void changeMethod(String method, String fingerprint) {
        payMethod = method;
        methodFingerprint = fingerprint;
    }

    /// A close or an expiry begins: no new attempt starts, and expiry is not looked at again.
    void closing(boolean wanted) {
        become(OrderStage.CLOSING);
        closeWanted |= wanted;
        dueAt = null;
    }

    void deferExpiry(Instant until) {
        dueAt = until;
        deferred = true;
    }
}
