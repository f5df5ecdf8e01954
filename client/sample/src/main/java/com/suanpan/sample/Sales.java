package com.suanpan.sample;

import com.suanpan.client.Order;
import com.suanpan.client.OrderStatus;
import com.suanpan.client.PayRequest;
import com.suanpan.client.Yuan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The shop's own books. A real shop has them in its database: a sale is committed before Suanpan is
/// called, and moved by a guarded update (`… where order_no = ? and status = 'PROCESSING'`).
final class Sales {

    /// @param request what was sent, kept as it is: after an unknown outcome the very same goes again
    /// @param show where to pay, once it is known: an address, or the picture of a code
    record Sale(PayRequest request, OrderStatus status, Optional<String> show) {

        String orderNo() {
            return request.query().number();
        }

        long fen() {
            return Yuan.fen(request.fields().getOrDefault("amount", ""));
        }

        boolean isOpen() {
            return !status.isFinal();
        }
    }

    private final Map<String, Sale> sales = new LinkedHashMap<>();

    /// Before the first call: what was asked for must be known, whatever happens then.
    synchronized void open(PayRequest request) {
        Sale sale = new Sale(request, OrderStatus.PROCESSING, Optional.empty());
        if (sales.putIfAbsent(sale.orderNo(), sale) != null) {
            throw new IllegalStateException("an order number is used once: " + sale.orderNo());
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
                orderNo, (no, sale) -> new Sale(sale.request(), sale.status(), where));
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
        sales.put(order.orderNo(), new Sale(sale.request(), order.status(), sale.show()));
        return true;
    }
}
