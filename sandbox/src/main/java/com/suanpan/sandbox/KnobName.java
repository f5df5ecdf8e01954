package com.suanpan.sandbox;

import static com.suanpan.sandbox.Operation.CALLBACK;
import static com.suanpan.sandbox.Operation.CANCEL;
import static com.suanpan.sandbox.Operation.CLOSE;
import static com.suanpan.sandbox.Operation.PAY;
import static com.suanpan.sandbox.Operation.QUERY;
import static com.suanpan.sandbox.Operation.REFUND;
import static com.suanpan.sandbox.Operation.REFUND_QUERY;

import java.util.EnumSet;
import java.util.Set;

/// The ways to misbehave; `docs/sandbox.md` says what each does.
enum KnobName {
    LATENCY(Kind.CALL),
    HANG_BEFORE(Kind.CALL),
    HANG_AFTER(Kind.CALL),
    CLOSE_BEFORE(Kind.CALL),
    CLOSE_AFTER(Kind.CALL),
    DRIP(Kind.CALL),
    STATUS_BEFORE(Kind.CALL),
    STATUS_AFTER(Kind.CALL),
    REFUSE(Kind.CALL),
    GARBAGE(Kind.CALL),
    UNSIGNED(Kind.WORDS),
    BAD_SIGNATURE(Kind.WORDS),
    SIGNTEST(Kind.WORDS),
    OTHER_KEY(Kind.WORDS),
    CLOCK_SKEW(Kind.WORDS),
    UNDEFINED_STATUS(Kind.STATE),
    SWAPPED_STATUS(Kind.STATE),
    OTHER_AMOUNT(Kind.STATE),
    NOT_FOUND(Kind.ASKED),
    PAID_AT_CLOSE(Kind.ENDING),
    PAID_DESPITE_CLOSE(Kind.ENDING),
    AUTO_PAY(Kind.START),
    CALLBACK_FIRST(Kind.START),
    STRICT_PAYER(Kind.START),
    SHORT_OF_FUNDS(Kind.REFUNDING),
    REFUND_ENDS(Kind.REFUNDING),
    NO_CALLBACK(Kind.TELLING),
    LATE_CALLBACK(Kind.FIRST),
    DUPLICATE_CALLBACK(Kind.FIRST),
    REORDER_CALLBACKS(Kind.FIRST),
    FORGED_CALLBACK(Kind.FIRST),
    ACK_IGNORED(Kind.TELLING),
    CALLBACK_SCALE(Kind.TELLING);

    private final Kind kind;

    KnobName(Kind kind) {
        this.kind = kind;
    }

    /// Where it strikes when nobody says where.
    Set<Operation> usual() {
        return switch (kind) {
            case CALL, WORDS -> EnumSet.complementOf(EnumSet.of(CALLBACK));
            case STATE -> EnumSet.of(QUERY, REFUND_QUERY);
            case ASKED -> EnumSet.of(QUERY, CLOSE, CANCEL, REFUND_QUERY);
            case ENDING -> EnumSet.of(CLOSE, CANCEL);
            case START -> EnumSet.of(PAY);
            case REFUNDING -> EnumSet.of(REFUND);
            case FIRST, TELLING -> EnumSet.of(CALLBACK);
        };
    }

    /// Where it may be told to strike.
    Set<Operation> possible() {
        return switch (kind) {
            case WORDS, STATE -> EnumSet.allOf(Operation.class);
            case CALL, ASKED, ENDING, START, REFUNDING, FIRST, TELLING -> usual();
        };
    }

    boolean strikesRepeats() {
        return kind != Kind.FIRST;
    }

    private enum Kind {
        /// The transport of a call.
        CALL,
        /// How something said is signed.
        WORDS,
        /// What is said about an order.
        STATE,
        ASKED,
        ENDING,
        START,
        REFUNDING,
        /// Only the first sending of a callback.
        FIRST,
        TELLING
    }
}
