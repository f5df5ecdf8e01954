package com.suanpan.sandbox;

import org.jspecify.annotations.Nullable;

/// The false and odd callbacks that can be asked for.
enum Forgery {
    WRONG_KEY,
    CHANGED_BODY,
    NO_SIGNATURE,
    SIGNTEST,
    STALE,
    WRONG_AMOUNT,
    OTHER_MERCHANT,
    OTHER_ORDER,
    UNDEFINED_STATUS,
    UNDEFINED_EVENT;

    private static final long HOUR = 3600;

    Twist twist() {
        return switch (this) {
            case WRONG_KEY -> Twist.sealed(Seal.WRONG_KEY);
            case CHANGED_BODY -> Twist.sealed(Seal.CHANGED_BODY);
            case NO_SIGNATURE -> Twist.sealed(Seal.NONE);
            case SIGNTEST -> Twist.sealed(Seal.PROBE);
            case STALE -> Twist.skewed(-HOUR);
            case UNDEFINED_STATUS -> Twist.saying("SOMETHING_NEW", null);
            case UNDEFINED_EVENT -> Twist.saying(null, "SOMETHING_NEW");
            case WRONG_AMOUNT, OTHER_MERCHANT, OTHER_ORDER -> Twist.NONE;
        };
    }

    /// The refund as this forgery tells it; `amount` is fen.
    Refund told(Refund refund, @Nullable Long amount) {
        return switch (this) {
            case WRONG_AMOUNT ->
                    refund.pretending(
                            refund.account(),
                            refund.refundNo(),
                            amount == null ? refund.amount() + 1 : amount);
            case OTHER_MERCHANT ->
                    refund.pretending("1999999999", refund.refundNo(), refund.amount());
            case OTHER_ORDER ->
                    refund.pretending(
                            refund.account(), "NOBODY" + refund.refundTradeNo(), refund.amount());
            case WRONG_KEY,
                    CHANGED_BODY,
                    NO_SIGNATURE,
                    SIGNTEST,
                    STALE,
                    UNDEFINED_STATUS,
                    UNDEFINED_EVENT ->
                    refund;
        };
    }

    /// The order as this forgery tells it; `amount` is fen.
    Order told(Order order, @Nullable Long amount) {
        Terms terms = order.terms();
        return switch (this) {
            case WRONG_AMOUNT ->
                    order.pretending(
                            terms.account(),
                            terms.orderNo(),
                            amount == null ? terms.amount() + 1 : amount);
            case OTHER_MERCHANT -> order.pretending("1999999999", terms.orderNo(), terms.amount());
            case OTHER_ORDER ->
                    order.pretending(
                            terms.account(),
                            "NOBODY" + terms.token().substring(0, 20),
                            terms.amount());
            case WRONG_KEY,
                    CHANGED_BODY,
                    NO_SIGNATURE,
                    SIGNTEST,
                    STALE,
                    UNDEFINED_STATUS,
                    UNDEFINED_EVENT ->
                    order;
        };
    }
}
