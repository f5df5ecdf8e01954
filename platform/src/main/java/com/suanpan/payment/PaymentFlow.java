package com.suanpan.payment;

import com.suanpan.channel.FlowRef;
import com.suanpan.money.Money;
import com.suanpan.outbound.Foreign;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A flow (支付流水) while it is decided on: one attempt at one channel account.
final class PaymentFlow {

    final FlowFacts facts;
    private final @Nullable FlowState before;
    private FlowStage stage;
    private @Nullable String credential;
    private @Nullable String channelOrderNo;
    private Money paid;
    private @Nullable Instant paidAt;
    private @Nullable String errorCode;
    private @Nullable String errorText;
    private @Nullable Instant callUntil;
    private @Nullable Instant askAt;
    private int asked;
    private int repeats;
    private @Nullable Instant overdueAt;
    private @Nullable Instant completedAt;

    private PaymentFlow(FlowFacts facts, @Nullable FlowState before, FlowState now) {
        this.facts = facts;
        this.before = before;
        this.stage = now.stage();
        this.credential = now.credential();
        this.channelOrderNo = now.channelOrderNo();
        this.paid = now.paid();
        this.paidAt = now.paidAt();
        this.errorCode = now.errorCode();
        this.errorText = now.errorText();
        this.callUntil = now.callUntil();
        this.askAt = now.askAt();
        this.asked = now.asked();
        this.repeats = now.repeats();
        this.overdueAt = now.overdueAt();
        this.completedAt = now.completedAt();
    }

    static PaymentFlow read(FlowFacts facts, FlowState state) {
        return new PaymentFlow(facts, state, state);
    }

    /// A new attempt, `SENT` before it is sent; `callUntil` is when the call must be over, and when
    /// the channel is asked if nobody came back from it.
    static PaymentFlow sent(FlowFacts facts, Instant callUntil) {
        Money nothing = Money.zero(facts.amount().currency());
        FlowState first =
                new FlowState(
                        FlowStage.SENT,
                        null,
                        null,
                        nothing,
                        null,
                        null,
                        null,
                        callUntil,
                        callUntil,
                        0,
                        0,
                        null,
                        null);
        return new PaymentFlow(facts, null, first);
    }

    FlowState state() {
        return new FlowState(
                stage,
                credential,
                channelOrderNo,
                paid,
                paidAt,
                errorCode,
                errorText,
                callUntil,
                askAt,
                asked,
                repeats,
                overdueAt,
                completedAt);
    }

    FlowStage stage() {
        return stage;
    }

    boolean isNew() {
        return before == null;
    }

    boolean isChanged() {
        return before != null && !before.equals(state());
    }

    /// The stage as it stands in the database: the *from* of the guarded update.
    FlowStage stageBefore() {
        return before == null ? stage : before.stage();
    }

    boolean isProcessing() {
        return !stage.isFinal();
    }

    boolean isInCall(Instant now) {
        return callUntil != null && callUntil.isAfter(now);
    }

    Money paid() {
        return paid;
    }

    int asked() {
        return asked;
    }

    @Nullable String channelOrderNo() {
        return channelOrderNo;
    }

    /// What the channel is asked by.
    FlowRef ref() {
        return new FlowRef(
                facts.channelRequestNo(), channelOrderNo, facts.amount(), facts.createdAt());
    }

    void become(FlowStage next, Instant now) {
        if (!stage.canBecome(next)) {
            throw new IllegalStateException(
                    facts.flowNo() + ": " + stage + " never becomes " + next);
        }
        stage = next;
        if (next.isFinal()) {
            callUntil = null;
            askAt = null;
            completedAt = now;
        }
    }

    /// Keeps what the channel handed out; the call is over.
    void credential(String json) {
        credential = json;
        callUntil = null;
    }

    void paid(FlowStage as, String channelNo, Money amount, Instant at, Instant now) {
        become(as, now);
        paidAfterAll(channelNo, amount, at);
    }

    /// Notes money that the channel reports, whatever the stage.
    void paidAfterAll(String channelNo, Money amount, Instant at) {
        channelOrderNo = channelNo;
        paid = amount;
        paidAt = at;
    }

    void ended(String code, String text, Instant now) {
        become(FlowStage.ENDED, now);
        note(code, text);
    }

    /// Keeps what the channel said, for operators.
    void note(String code, String text) {
        errorCode = Foreign.text(code);
        errorText = Foreign.text(text);
    }

    /// Begins to close it: the channel is asked at once.
    void closing(Instant now) {
        if (stage != FlowStage.CLOSING) {
            become(FlowStage.CLOSING, now);
        }
        askAt = now;
    }

    /// The call is over and its outcome is not known.
    void callOver() {
        callUntil = null;
    }

    /// Another caller sends the same number again; what the first caller still learns no longer ends it.
    void takenOverUntil(Instant until) {
        callUntil = until;
        repeats++;
    }

    /// Whether the number was sent more than once, so that one refusal is no proof that nothing exists.
    boolean wasRepeated() {
        return repeats > 0;
    }

    void askAt(Instant at) {
        askAt = at;
    }

    /// One more question was answered or lost; the next is due then.
    void askedNextAt(Instant at) {
        asked++;
        askAt = at;
    }

    void askNoMore() {
        askAt = null;
    }

    /// Nobody could tell for too long: it is a person's now, and asked no more.
    void overdue(Instant now) {
        overdueAt = now;
        askAt = null;
    }
}
