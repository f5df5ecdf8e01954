package com.suanpan.cashier;

import com.suanpan.payment.OrderView;
import java.time.Instant;

/// What the payer can do about an order now.
enum Phase {
    WAITING(Word.WAITING, Word.CODE_HOW),
    CONFIRMING(Word.CONFIRMING, Word.CONFIRMING_HOW),
    ENDING(Word.ENDING, Word.ENDING_HOW),
    PAID(Word.PAID, Word.PAID_HOW),
    REFUNDED(Word.REFUNDED, Word.REFUNDED_HOW),
    CLOSED(Word.CLOSED, Word.CLOSED_HOW),
    EXPIRED(Word.EXPIRED, Word.EXPIRED_HOW);

    private final Word title;
    private final Word how;

    Phase(Word title, Word how) {
        this.title = title;
        this.how = how;
    }

    Word title() {
        return title;
    }

    Word how() {
        return how;
    }

    boolean mayChoose() {
        return this == WAITING || this == CONFIRMING;
    }

    /// Whether it may become another without the payer's doing anything here.
    boolean mayChange() {
        return this == WAITING || this == CONFIRMING || this == ENDING;
    }

    static Phase of(OrderView order, Instant now) {
        return switch (order.stage()) {
            case CREATED, WAITING_PAYER -> order.expiresAt().isAfter(now) ? WAITING : ENDING;
            case CONFIRMING -> order.expiresAt().isAfter(now) ? CONFIRMING : ENDING;
            case CLOSING -> ENDING;
            case PAID, PARTLY_REFUNDED -> PAID;
            case REFUNDED -> REFUNDED;
            case CLOSED, REJECTED -> CLOSED;
            case EXPIRED -> EXPIRED;
        };
    }
}
