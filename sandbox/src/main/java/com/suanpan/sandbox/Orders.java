package com.suanpan.sandbox;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The orders that the providers believe in. Every change is in the journal before anybody sees it, and
/// changes of one order are one after the other.
public final class Orders {

    private final Map<Order.Key, Order> orders = new ConcurrentHashMap<>();
    private final Map<String, Order.Key> byToken = new ConcurrentHashMap<>();
    private final Map<String, Order.Key> byTradeNo = new ConcurrentHashMap<>();
    private final Journal journal;
    private final Clock clock;

    Orders(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /// Places an order under its number, if the number is free.
    public Placed place(Terms terms, OrderState state) {
        Order fresh = Order.of(terms, state);
        Order there =
                orders.computeIfAbsent(
                        fresh.key(),
                        _ -> {
                            record(fresh);
                            return fresh;
                        });
        if (there.equals(fresh)) {
            index(fresh);
            return new Placed.Fresh(fresh);
        }
        return there.terms().fingerprint().equals(terms.fingerprint())
                ? new Placed.Same(there)
                : new Placed.Used(there);
    }

    public Optional<Order> find(String provider, String account, @Nullable String orderNo) {
        return orderNo == null
                ? Optional.empty()
                : Optional.ofNullable(orders.get(new Order.Key(provider, account, orderNo)));
    }

    public Optional<Order> byToken(@Nullable String token) {
        return token == null ? Optional.empty() : at(byToken.get(token));
    }

    public Optional<Order> byTradeNo(@Nullable String tradeNo) {
        return tradeNo == null ? Optional.empty() : at(byTradeNo.get(tradeNo));
    }

    private Optional<Order> at(Order.@Nullable Key key) {
        return key == null ? Optional.empty() : Optional.ofNullable(orders.get(key));
    }

    List<Order> numbered(String orderNo, @Nullable String provider) {
        return orders.values().stream()
                .filter(order -> order.terms().orderNo().equals(orderNo))
                .filter(order -> provider == null || order.terms().provider().equals(provider))
                .toList();
    }

    List<Order> all() {
        return orders.values().stream()
                .sorted(Comparator.comparing(order -> order.terms().createdAt()))
                .toList();
    }

    /// The payer has it before them: now the provider's books have it too.
    public Order open(Order order) {
        return change(
                order,
                now -> now.state() == OrderState.UNOPENED && !isOver(now) ? now.opened() : now);
    }

    /// Closes what is not paid; answers the order as it is then.
    public Order close(Order order) {
        return change(
                order,
                now ->
                        now.state().canBecome(OrderState.CLOSED)
                                ? now.closed(clock.instant())
                                : now);
    }

    /// Closes an unpaid order whose time is over, for providers whose clock closes.
    public Order expire(Order order) {
        return isOver(order) && !order.state().isFinal() ? close(order) : order;
    }

    /// Where the payer's browser goes afterwards, when only the browser knows.
    public Order returnTo(Order order, String address) {
        return change(order, now -> now.returningTo(address));
    }

    Order acknowledge(Order order) {
        return change(order, now -> now.acknowledged() ? now : now.told());
    }

    /// Pays, if the order may be paid.
    PayOutcome pay(Order order, String payer) {
        AtomicBoolean first = new AtomicBoolean();
        Order then =
                change(
                        order,
                        now -> {
                            first.set(now.state().canBecome(OrderState.PAID) && !isOver(now));
                            return first.get() ? now.paid(clock.instant(), payer) : now;
                        });
        if (first.get()) {
            return new PayOutcome.Paid(then);
        }
        return switch (then.state()) {
            case PAID -> new PayOutcome.Refused("ORDER_PAID", "already paid 已支付");
            case CLOSED -> new PayOutcome.Refused("ORDER_CLOSED", "closed 已关闭");
            case UNOPENED, WAITING -> new PayOutcome.Refused("ORDER_EXPIRED", "too late 已过期");
        };
    }

    /// Pays whatever the state, as a provider never should (knob `PAID_DESPITE_CLOSE`).
    Order payDespite(Order order, String payer) {
        return change(order, now -> now.isPaid() ? now : now.paid(clock.instant(), payer));
    }

    private boolean isOver(Order order) {
        return clock.instant().isAfter(order.terms().expiresAt());
    }

    private Order change(Order order, UnaryOperator<Order> how) {
        Order then =
                orders.computeIfPresent(
                        order.key(),
                        (_, now) -> {
                            Order next = how.apply(now);
                            if (!next.equals(now)) {
                                record(next);
                            }
                            return next;
                        });
        return Objects.requireNonNull(then, "no such order");
    }

    private void record(Order order) {
        journal.append(Map.of("order", order));
    }

    void remember(Order order) {
        orders.put(order.key(), order);
        index(order);
    }

    private void index(Order order) {
        byToken.put(order.terms().token(), order.key());
        byTradeNo.put(order.terms().tradeNo(), order.key());
    }
}
