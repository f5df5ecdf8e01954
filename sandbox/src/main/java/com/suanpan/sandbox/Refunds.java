package com.suanpan.sandbox;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The refunds that the providers believe in. Every change is in the journal before anybody sees it;
/// what is given back of an order is never more than was paid.
public final class Refunds {

    private final Map<Order.Key, Refund> refunds = new LinkedHashMap<>();
    private final Map<Order.Key, Set<Order.Key>> ofOrder = new LinkedHashMap<>();
    private final Set<Order.Key> heard = new HashSet<>();
    private final Journal journal;
    private final Clock clock;
    private final Serials serials;

    Refunds(Journal journal, Clock clock, Serials serials) {
        this.journal = journal;
        this.clock = clock;
        this.serials = serials;
    }

    /// What a merchant asks for; an empty `notifyUrl` is told of nothing.
    public record Wish(String refundNo, long amount, String fingerprint, String notifyUrl) {}

    /// Books a refund of a paid order under its number, if the number is free and enough is left.
    public synchronized Booked book(Order order, Wish wish, String prefix, Twist twist) {
        Terms terms = order.terms();
        Order.Key key = new Order.Key(terms.provider(), terms.account(), wish.refundNo());
        Refund there = refunds.get(key);
        if (there != null) {
            return there.fingerprint().equals(wish.fingerprint())
                    ? new Booked.Same(there)
                    : new Booked.Used();
        }
        if (wish.amount() < 1 || wish.amount() > order.paidAmount() - taken(order)) {
            return new Booked.TooMuch();
        }
        Instant now = clock.instant();
        Refund fresh =
                new Refund(
                        terms.provider(),
                        terms.account(),
                        wish.refundNo(),
                        serials.number(prefix),
                        terms.orderNo(),
                        terms.tradeNo(),
                        wish.fingerprint(),
                        wish.amount(),
                        terms.amount(),
                        wish.notifyUrl(),
                        now,
                        now.plus(twist.settling().after()),
                        twist.settling().end(),
                        false);
        journal.append(Map.of("refund", fresh));
        remember(fresh);
        return new Booked.Fresh(fresh);
    }

    public synchronized Optional<Refund> find(
            String provider, String account, @Nullable String refundNo) {
        return refundNo == null
                ? Optional.empty()
                : Optional.ofNullable(refunds.get(new Order.Key(provider, account, refundNo)));
    }

    /// What was given back of an order by now, in fen.
    public synchronized long done(Order order) {
        Instant now = clock.instant();
        return of(order).stream()
                .filter(refund -> refund.state(now) == RefundState.DONE)
                .mapToLong(Refund::amount)
                .sum();
    }

    /// What was given back or is on its way, in fen: all but what failed.
    private long taken(Order order) {
        Instant now = clock.instant();
        return of(order).stream()
                .filter(refund -> refund.state(now) != RefundState.FAILED)
                .mapToLong(Refund::amount)
                .sum();
    }

    /// All refunds of an order, in the order in which they were asked for.
    public synchronized List<Refund> of(Order order) {
        return ofOrder.getOrDefault(order.key(), Set.of()).stream()
                .map(key -> Objects.requireNonNull(refunds.get(key)))
                .sorted(Comparator.comparing(Refund::createdAt))
                .toList();
    }

    synchronized List<Refund> all() {
        return List.copyOf(refunds.values());
    }

    List<Refund> numbered(String refundNo, @Nullable String provider) {
        return all().stream()
                .filter(refund -> refund.refundNo().equals(refundNo))
                .filter(refund -> provider == null || provider.equals(refund.provider()))
                .toList();
    }

    /// Whether nobody began to tell of it since this sandbox started.
    synchronized boolean firstHeard(Refund refund) {
        return heard.add(refund.key());
    }

    synchronized void acknowledge(Refund refund) {
        Refund now = Objects.requireNonNull(refunds.get(refund.key()), "no such refund");
        if (!now.acknowledged()) {
            journal.append(Map.of("refund", now.told()));
            remember(now.told());
        }
    }

    synchronized void remember(Refund refund) {
        refunds.put(refund.key(), refund);
        ofOrder.computeIfAbsent(refund.orderKey(), _ -> new HashSet<>()).add(refund.key());
    }
}
