package com.suanpan.client;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What became of a call? One of three; whoever forgets the third loses money.
public sealed interface Outcome {

    /// It was carried out, and the answer's signature holds.
    ///
    /// @param data as it was signed
    record Answered(JsonNode data, String requestNo) implements Outcome {

        /// The order that pay, query and close answer with.
        ///
        /// @throws IllegalStateException after a raw `call` whose answer is no order
        public Order order() {
            return orderIfAny()
                    .orElseThrow(() -> new IllegalStateException("the answer is no order"));
        }

        Optional<Order> orderIfAny() {
            return FlatMessage.read(data.toString()).flatMap(Order::read);
        }
    }

    /// It was refused, and nothing came of this call. (An earlier one under the same number may have been
    /// carried out: after an `Unknown` a refusal such as `SYSTEM_BUSY` says nothing about the first.)
    ///
    /// @param code the stable word of `docs/errors.md`, e.g. `ORDER_PAID`
    /// @param message for the log; show people your own
    /// @param field the field that it is about
    /// @param retryAfter how long to wait before the next call
    /// @param signed whether Suanpan signed the refusal; it does not where it could not tell who called
    record Refused(
            String code,
            String message,
            @Nullable String field,
            @Nullable Duration retryAfter,
            String requestNo,
            boolean signed)
            implements Outcome {

        private static final Set<String> AGAIN =
                Set.of(
                        "TIMESTAMP_EXPIRED",
                        "ORDER_NOT_PAID",
                        "ACCOUNT_FROZEN",
                        "INSUFFICIENT_FUNDS",
                        "RATE_LIMITED",
                        "CHANNEL_REFUSED",
                        "NO_CHANNEL",
                        "SYSTEM_BUSY");

        /// Whether the same request may be tried again under the same number, after `retryAfter`. Of a
        /// code that this version does not know: no.
        public boolean mayTryAgain() {
            return AGAIN.contains(code);
        }
    }

    /// Nobody can say from here: no answer in time, a cut connection, an unreadable answer, a wrong
    /// signature, an error of Suanpan's. It may have been carried out. Ask with `query()`, or send the
    /// same request again under the same number; never use a new number while this is open.
    ///
    /// @param why for the log
    /// @param requestNo Suanpan's number of the call, where the answer told one
    /// @param about the order that the call named; null if it named none
    record Unknown(String why, @Nullable String requestNo, @Nullable OrderQuery about)
            implements Outcome {

        /// The question to ask until it is answered.
        ///
        /// @throws IllegalStateException after a raw `call` that named no order
        public OrderQuery query() {
            if (about == null) {
                throw new IllegalStateException("the call named no order");
            }
            return about;
        }
    }

    /// The same as a `switch` over the three, for a Java that has none.
    default <T extends @Nullable Object> T match(
            Function<? super Answered, ? extends T> answered,
            Function<? super Refused, ? extends T> refused,
            Function<? super Unknown, ? extends T> unknown) {
        if (this instanceof Answered it) {
            return answered.apply(it);
        }
        if (this instanceof Refused it) {
            return refused.apply(it);
        }
        return unknown.apply((Unknown) this);
    }
}
