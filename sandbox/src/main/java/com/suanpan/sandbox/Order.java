package com.suanpan.sandbox;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An order at a provider: its terms and what became of it. `paidAmount` is fen, 0 before payment.
public record Order(
        Terms terms,
        OrderState state,
        @Nullable String payer,
        @Nullable Instant paidAt,
        long paidAmount,
        @Nullable Instant closedAt,
        @Nullable String returnUrl,
        boolean acknowledged) {

    static Order of(Terms terms, OrderState state) {
        return new Order(terms, state, null, null, 0, null, terms.returnUrl(), false);
    }

    /// Orders are found by who sells and by the merchant's number.
    record Key(String provider, String account, String orderNo) {}

    Key key() {
        return new Key(terms.provider(), terms.account(), terms.orderNo());
    }

    @JsonIgnore // derived, and not in the journal
    public boolean isPaid() {
        return state == OrderState.PAID;
    }

    public Instant paidTime() {
        return Objects.requireNonNull(paidAt, "not paid");
    }

    public String payerId() {
        return Objects.requireNonNull(payer, "not paid");
    }

    Order opened() {
        return inState(OrderState.WAITING);
    }

    Order paid(Instant at, String by) {
        return new Order(
                terms, OrderState.PAID, by, at, terms.amount(), closedAt, returnUrl, acknowledged);
    }

    Order closed(Instant at) {
        return new Order(
                terms, OrderState.CLOSED, payer, paidAt, paidAmount, at, returnUrl, acknowledged);
    }

    Order inState(OrderState other) {
        return new Order(
                terms, other, payer, paidAt, paidAmount, closedAt, returnUrl, acknowledged);
    }

    Order returningTo(String address) {
        return new Order(terms, state, payer, paidAt, paidAmount, closedAt, address, acknowledged);
    }

    Order told() {
        return new Order(terms, state, payer, paidAt, paidAmount, closedAt, returnUrl, true);
    }

    /// The same order as a lie would tell it.
    Order pretending(String account, String orderNo, long amount) {
        Terms lie =
                new Terms(
                        terms.provider(),
                        account,
                        orderNo,
                        terms.tradeNo(),
                        terms.token(),
                        terms.fingerprint(),
                        terms.scene(),
                        amount,
                        terms.currency(),
                        terms.subject(),
                        terms.notifyUrl(),
                        terms.returnUrl(),
                        terms.createdAt(),
                        terms.expiresAt(),
                        terms.more());
        return new Order(lie, state, payer, paidAt, amount, closedAt, returnUrl, acknowledged);
    }
}
