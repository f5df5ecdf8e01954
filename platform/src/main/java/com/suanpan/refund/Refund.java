package com.suanpan.refund;

import com.suanpan.outbound.Foreign;
import com.suanpan.payment.SyncStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A refund (退款) while it is decided on: its facts, and a state that only moves along the table of its
/// stages. One thread at a time holds it, under the locks of its row and its order's.
final class Refund {

    final RefundFacts facts;
    private final @Nullable RefundState before;
    private RefundStage stage;
    private final SyncStatus syncStatus;
    private @Nullable String channelRefundNo;
    private @Nullable String errorCode;
    private @Nullable String errorText;
    private boolean sent;
    private int repeats;
    private boolean refused;
    private int asked;
    private @Nullable Instant actAt;
    private @Nullable Instant overdueAt;
    private @Nullable Instant completedAt;

    private Refund(RefundFacts facts, @Nullable RefundState before, RefundState now) {
        this.facts = facts;
        this.before = before;
        this.stage = now.stage();
        this.syncStatus = now.syncStatus();
        this.channelRefundNo = now.channelRefundNo();
        this.errorCode = now.errorCode();
        this.errorText = now.errorText();
        this.sent = now.sent();
        this.repeats = now.repeats();
        this.refused = now.refused();
        this.asked = now.asked();
        this.actAt = now.actAt();
        this.overdueAt = now.overdueAt();
        this.completedAt = now.completedAt();
    }

    static Refund read(RefundFacts facts, RefundState state) {
        return new Refund(facts, state, state);
    }

    /// A new one, reserved; whoever reserved it works on it until then.
    static Refund reserved(RefundFacts facts, Instant until) {
        return new Refund(
                facts,
                null,
                new RefundState(
                        RefundStage.RESERVED,
                        SyncStatus.WAITING,
                        null,
                        null,
                        null,
                        false,
                        0,
                        false,
                        0,
                        until,
                        null,
                        null));
    }

    RefundState state() {
        return new RefundState(
                stage,
                syncStatus,
                channelRefundNo,
                errorCode,
                errorText,
                sent,
                repeats,
                refused,
                asked,
                actAt,
                overdueAt,
                completedAt);
    }

    RefundStage stage() {
        return stage;
    }

    boolean isNew() {
        return before == null;
    }

    boolean isChanged() {
        return before != null && !before.equals(state());
    }

    /// The stage as it stands in the database: the *from* of the guarded update.
    RefundStage stageBefore() {
        return before == null ? stage : before.stage();
    }

    boolean isProcessing() {
        return !stage.isFinal();
    }

    int asked() {
        return asked;
    }

    /// Whether the number was sent more than once, so that one refusal is no proof that nothing exists.
    boolean wasRepeated() {
        return repeats > 0;
    }

    /// A sending that was not the first was refused: what became of the first is asked.
    void repeatRefused(String code, String text) {
        refused = true;
        note(code, text);
    }

    boolean isRepeatRefused() {
        return refused;
    }

    /// What the channel said last, for operators.
    String lastCode() {
        return errorCode == null ? "" : errorCode;
    }

    String lastText() {
        return errorText == null ? "" : errorText;
    }

    /// Committed before the first byte leaves (M6); whoever sends it works on it until then.
    void send(Instant until) {
        if (sent) {
            repeats++;
        }
        sent = true;
        refused = false;
        if (stage != RefundStage.SENT) {
            become(RefundStage.SENT);
        }
        actAt = until;
    }

    /// The connection was never made. Only what was never sent before is surely unsent.
    void notSent(Instant next) {
        if (!wasRepeated() && stage == RefundStage.SENT) {
            sent = false;
            become(RefundStage.RESERVED);
        }
        actAt = next;
    }

    void waitsForFunds(Instant next) {
        become(RefundStage.WAITING_FUNDS);
        actAt = next;
    }

    void stuck(Instant next) {
        if (stage != RefundStage.STUCK) {
            become(RefundStage.STUCK);
        }
        actAt = next;
    }

    void done(@Nullable String channelNo, Instant at) {
        become(RefundStage.DONE);
        knownAs(channelNo);
        completedAt = at;
        actAt = null;
    }

    void refused(String code, String text, Instant now) {
        become(RefundStage.REFUSED);
        note(code, text);
        completedAt = now;
        actAt = null;
    }

    void knownAs(@Nullable String channelNo) {
        if (channelNo != null) {
            channelRefundNo = channelNo;
        }
    }

    /// Keeps what the channel said, for operators.
    void note(String code, String text) {
        errorCode = Foreign.text(code);
        errorText = Foreign.text(text);
    }

    /// It is gone on with then.
    void actAt(Instant at) {
        actAt = at;
    }

    /// One more question was answered or lost; the next is due then.
    void askedNextAt(Instant at) {
        asked++;
        actAt = at;
    }

    /// Nobody could tell for too long: it is a person's now, and asked no more.
    void overdue(Instant now) {
        overdueAt = now;
        actAt = null;
    }

    private void become(RefundStage next) {
        if (!stage.canBecome(next)) {
            throw new IllegalStateException(
                    facts.refundFlowNo() + ": " + stage + " never becomes " + next);
        }
        stage = next;
    }
}
