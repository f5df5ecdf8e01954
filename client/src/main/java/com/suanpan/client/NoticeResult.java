package com.suanpan.client;

import java.util.Map;
import java.util.Optional;

/// Is this notice from Suanpan?
public sealed interface NoticeResult {

    /// It is, and it is fresh. It may come again: the same `id` is the same notice. What was seen is
    /// answered 2xx and changes nothing; remember ids, or let the change itself be one that happens once.
    ///
    /// @param id header `webhook-id`
    /// @param fields strings by their value, numbers as written
    record Genuine(String id, Map<String, String> fields) implements NoticeResult {

        /// The order that it is about; empty for a type of notice that this library does not know: answer
        /// it 2xx and log it. Hold `orderNo` and `amountFen` against your own order before delivering.
        public Optional<Order> order() {
            return "PAYMENT".equals(fields.get("notice_type"))
                    ? Order.read(fields)
                    : Optional.empty();
        }
    }

    /// It is not, or it is old; answer with an HTTP error and change nothing. A genuine one comes again.
    record Forged(String why) implements NoticeResult {}
}
