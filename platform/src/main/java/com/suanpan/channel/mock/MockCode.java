package com.suanpan.channel.mock;

import com.suanpan.channel.UnknownWhy;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The codes of an answer; a code under another HTTP status than its own is not defined. Which of them
/// answers a question depends on the question.
enum MockCode {
    SUCCESS(200),
    PARAM_ERROR(400),
    SIGN_ERROR(401),
    TIMESTAMP_EXPIRED(401),
    MERCHANT_UNKNOWN(401),
    REFUSED(403),
    SHORT_OF_FUNDS(403),
    ORDER_NOT_FOUND(404),
    REFUND_NOT_FOUND(404),
    ORDER_CONFLICT(409),
    ORDER_PAID(409),
    ORDER_CLOSED(409),
    REFUND_CONFLICT(409),
    RATE_LIMITED(429),
    SYSTEM_ERROR(500);

    private final int status;

    MockCode(int status) {
        this.status = status;
    }

    static Optional<MockCode> of(int status, @Nullable String code) {
        return Arrays.stream(values())
                .filter(known -> known.status == status && known.name().equals(code))
                .findFirst();
    }

    /// Whether the number is known there in a state that must be asked about.
    boolean numberIsUsed() {
        return status == 409 && this != REFUND_CONFLICT;
    }

    /// Why the outcome stays unknown where this code does not answer the question.
    UnknownWhy leavesUnknown() {
        return switch (this) {
            case PARAM_ERROR, SIGN_ERROR, TIMESTAMP_EXPIRED, MERCHANT_UNKNOWN, REFUSED ->
                    UnknownWhy.REFUSED;
            case RATE_LIMITED -> UnknownWhy.THROTTLED;
            case SYSTEM_ERROR -> UnknownWhy.CHANNEL_UNSURE;
            case SUCCESS,
                    SHORT_OF_FUNDS,
                    ORDER_NOT_FOUND,
                    REFUND_NOT_FOUND,
                    ORDER_CONFLICT,
                    ORDER_PAID,
                    ORDER_CLOSED,
                    REFUND_CONFLICT ->
                    UnknownWhy.UNDEFINED;
        };
    }
}
