package com.suanpan.cashier;

import com.suanpan.payment.OrderView;
import java.time.Instant;

/// What the payer can do about an order now.
enum Phase {
    WAITING(Word.WAITING, Word.CODE_HOW, "wait"),
    CONFIRMING(Word.CONFIRMING, Word.CONFIRMING_HOW, "wait"),
    ENDING(Word.ENDING, Word.ENDING_HOW, "wait"),
    PAID(Word.PAID, Word.PAID_HOW, "done"),
    REFUNDED(Word.REFUNDED, Word.REFUNDED_HOW, "undo"),
    CLOSED(Word.CLOSED, Word.CLOSED_HOW, "over"),
    EXPIRED(Word.EXPIRED, Word.EXPIRED_HOW, "over");

    private final Word title;
    private final Word how;
    private final String icon;

    Phase(Word title, Word how, String icon) {
        this.title = title;
        this.how = how;
        this.icon = icon;
    }

    Word title() {
        return title;
    }

    Word how() {
        return how;
    }

    /// A symbol of the page.
    public String icon() {
        return icon;
    }

    public boolean mayChoose() {
        return this == WAITING || this == CONFIRMING;
    }

    /// Whether it may become another without the payer's doing anything here.
    public boolean mayChange() {
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
