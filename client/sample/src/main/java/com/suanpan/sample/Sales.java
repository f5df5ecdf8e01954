package com.suanpan.sample;

import com.suanpan.client.Order;
import com.suanpan.client.OrderStatus;
import com.suanpan.client.PayRequest;
import com.suanpan.client.Yuan;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The shop's own books. A real shop has them in its database: a sale is committed before Suanpan is
/// called, and moved by a guarded update (`… where order_no = ? and status = 'PROCESSING'`).
final class Sales {

    /// Suanpan takes a call until it is 5 minutes old by its own clock, which may be 5 minutes behind
    /// ours; and a minute besides.
    private static final Duration MAY_STILL_ARRIVE = Duration.ofMinutes(11);

    /// @param request what was sent, kept as it is: after an unknown outcome the very same goes again
    /// @param sentAt the last time
    /// @param show where to pay, once it is known: an address, or the picture of a code
    record Sale(PayRequest request, Instant sentAt, OrderStatus status, Optional<String> show) {

        String orderNo() {
            return request.query().number();
        }

        long fen() {
            return Yuan.fen(request.fields().getOrDefault("amount", ""));
        }

        boolean isOpen() {
            return !status.isFinal();
        }

        private Sale ended(OrderStatus how) {
            return new Sale(request, sentAt, how, show);
        }
    }

    private final Map<String, Sale> sales = new LinkedHashMap<>();

    /// Before each call: what was asked for must be known, whatever happens then. The same again is the
    /// same sale.
    ///
    /// @throws IllegalStateException if the number was used for something else
    synchronized void sending(PayRequest request, Instant now) {
        String orderNo = request.query().number();
        Sale before = sales.get(orderNo);
        if (before == null) {
            sales.put(orderNo, new Sale(request, now, OrderStatus.PROCESSING, Optional.empty()));
        } else if (before.request().equals(request)) {
            sales.put(orderNo, new Sale(request, now, before.status(), before.show()));
        } else {
            throw new IllegalStateException("an order number is used once: " + orderNo);
        }
    }

    synchronized Optional<Sale> find(String orderNo) {
        return Optional.ofNullable(sales.get(orderNo));
    }

    synchronized List<Sale> all() {
        return List.copyOf(sales.values());
    }

    synchronized void show(String orderNo, Optional<String> where) {
        sales.computeIfPresent(
                orderNo,
                (no, sale) -> new Sale(sale.request(), sale.sentAt(), sale.status(), where));
    }

    /// Suanpan does not know the order: whether the sale is given up, because no call of ours can arrive
    /// any more.
    synchronized boolean giveUp(String orderNo, Instant now) {
        Sale sale = sales.get(orderNo);
        if (sale == null || !sale.isOpen() || now.isBefore(sale.sentAt().plus(MAY_STILL_ARRIVE))) {
            return false;
        }
        sales.put(orderNo, sale.ended(OrderStatus.FAILED));
        return true;
    }

    /// Takes what Suanpan signed about an order. True for the one caller whom it made final: he delivers,
    /// or gives the tea back to the shelf. Notice, query and return may come together and again.
    ///
    /// @throws IllegalStateException if the order is not ours, or of another amount: a person looks at it
    synchronized boolean settle(Order order) {
        Sale sale = sales.get(order.orderNo());
        if (sale == null || order.amountFen() != sale.fen()) {
            throw new IllegalStateException("not an order of ours: " + order);
        }
        if (!sale.isOpen() || !order.status().isFinal()) {
            return false;
        }
        sales.put(order.orderNo(), sale.ended(order.status()));
        return true;
    }
}
