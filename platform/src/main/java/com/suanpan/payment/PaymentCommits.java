package com.suanpan.payment;

import com.suanpan.gateway.Nonce;
import com.suanpan.gateway.UsedNonces;
import com.suanpan.ledger.Ledger;
import com.suanpan.ledger.LedgerResult;
import com.suanpan.outbound.Alerts;
import com.suanpan.payment.PaymentEvent.Answered;
import com.suanpan.payment.PaymentEvent.Asked;
import com.suanpan.payment.PaymentEvent.Chosen;
import com.suanpan.payment.PaymentEvent.CloseWanted;
import com.suanpan.payment.PaymentEvent.Due;
import com.suanpan.payment.PaymentEvent.Placed;
import com.suanpan.payment.PaymentEvent.Returned;
import com.suanpan.payment.PaymentEvent.Told;
import com.suanpan.store.Query;
import com.suanpan.store.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The payment room's work in a batch: lock the orders and their flows, decide event by event by the
/// pure rules, write what changed, post to the ledger, tell the listeners, all in one transaction.
@Component
class PaymentCommits {

    /// After so long without knowing, an attempt is a person's.
    private static final Duration OVERDUE = Duration.ofDays(15);

    private final UsedNonces nonces;
    private final PaymentOrders orders;
    private final PaymentFlows flows;
    private final StrayMonies strays;
    private final Ledger ledger;
    private final List<OrderListener> listeners;
    private final Alerts alerts;
    private final Clock clock;
    private final PaymentMeters meters;

    PaymentCommits(
            UsedNonces nonces,
            PaymentOrders orders,
            PaymentFlows flows,
            StrayMonies strays,
            Ledger ledger,
            List<OrderListener> listeners,
            Alerts alerts,
            Clock clock,
            PaymentMeters meters) {
        this.nonces = nonces;
        this.orders = orders;
        this.flows = flows;
        this.strays = strays;
        this.ledger = ledger;
        this.listeners = listeners;
        this.alerts = alerts;
        this.clock = clock;
        this.meters = meters;
    }

    List<PaymentOutcome> commit(int lane, List<PaymentEvent> events) {
        Instant now = clock.instant();
        List<Nonce> brought = noncesOf(events);
        Query<Nonce.Key> added = brought.isEmpty() ? null : nonces.add(lane, brought);
        Workbench bench = locked(lane, events, added);
        Set<Nonce.Key> fresh = added == null ? Set.of() : new HashSet<>(added.rows());
        List<PaymentOutcome> outcomes = new ArrayList<>(events.size());
        for (PaymentEvent event : events) {
            Nonce nonce = nonceOf(event);
            outcomes.add(
                    nonce == null || fresh.remove(nonce.key())
                            ? decide(bench, event, now)
                            : new PaymentOutcome.Refused(Nonce.replayed()));
        }
        write(lane, bench, now);
        return outcomes;
    }

    /// The pure function: what this event does to the cases at hand.
    static PaymentOutcome decide(Workbench bench, PaymentEvent event, Instant now) {
        return switch (event) {
            case Placed placed -> PlacingRules.placed(bench, placed, now);
            case Chosen chosen -> PlacingRules.chosen(bench, chosen, now);
            case Answered answered -> PlacingRules.answered(bench, answered, now);
            case Asked asked -> FactRules.asked(bench, asked, OVERDUE, now);
            case Told told -> FactRules.told(bench, told, now);
            case Returned returned -> FactRules.returned(bench, returned, now);
            case CloseWanted(var payOrderNo) -> FactRules.closeWanted(bench, payOrderNo, now);
            case Due(var payOrderNo) -> FactRules.due(bench, payOrderNo, now);
        };
    }

    private static @Nullable Nonce nonceOf(PaymentEvent event) {
        return event instanceof Placed placed ? placed.command().nonce() : null;
    }

    private static List<Nonce> noncesOf(List<PaymentEvent> events) {
        List<Nonce> nonces = new ArrayList<>();
        for (PaymentEvent event : events) {
            Nonce nonce = nonceOf(event);
            if (nonce != null) {
                nonces.add(nonce);
            }
        }
        return nonces;
    }

    private Workbench locked(
            int lane, List<PaymentEvent> events, @Nullable Query<Nonce.Key> nonces) {
        List<Workbench.OrderKey> keys = new ArrayList<>();
        Set<String> flowNos = new TreeSet<>();
        Set<String> payOrderNos = new TreeSet<>();
        for (PaymentEvent event : events) {
            switch (event) {
                case Placed placed ->
                        keys.add(
                                new Workbench.OrderKey(
                                        placed.command().merchant().merchantId(),
                                        placed.command().orderNo()));
                case Chosen chosen -> payOrderNos.add(chosen.payOrderNo());
                case Answered answered -> payOrderNos.add(answered.payOrderNo());
                case Asked asked -> flowNos.add(asked.flowNo());
                case Told told -> flowNos.add(told.flowNo());
                case Returned returned -> flowNos.add(returned.flowNo());
                case CloseWanted(var payOrderNo) -> payOrderNos.add(payOrderNo);
                case Due(var payOrderNo) -> payOrderNos.add(payOrderNo);
            }
        }
        payOrderNos.addAll(found(lane, keys, flowNos, nonces));
        if (payOrderNos.isEmpty()) {
            return new Workbench(List.of(), List.of());
        }
        Query<PaymentOrder> lockedOrders = orders.lock(lane, payOrderNos);
        Query<PaymentFlow> lockedFlows = flows.lock(lane, payOrderNos);
        Query.together(lockedOrders, lockedFlows);
        return new Workbench(lockedOrders.rows(), lockedFlows.rows());
    }

    /// Our numbers of the orders that events name otherwise. Nonces are asked for with them, for the
    /// journey.
    private List<String> found(
            int lane,
            List<Workbench.OrderKey> keys,
            Set<String> flowNos,
            @Nullable Query<Nonce.Key> nonces) {
        List<Query<String>> numbers = new ArrayList<>();
        if (!keys.isEmpty()) {
            numbers.add(orders.numbers(lane, keys));
        }
        if (!flowNos.isEmpty()) {
            numbers.add(flows.ordersOf(lane, flowNos));
        }
        List<Query<?>> together = new ArrayList<>(numbers);
        if (nonces != null) {
            together.addFirst(nonces);
        }
        Query.together(together);
        return numbers.stream().flatMap(query -> query.rows().stream()).toList();
    }

    private void write(int lane, Workbench bench, Instant now) {
        List<PaymentOrder> newOrders = new ArrayList<>();
        List<PaymentOrder> changedOrders = new ArrayList<>();
        List<PaymentFlow> newFlows = new ArrayList<>();
        List<PaymentFlow> changedFlows = new ArrayList<>();
        for (PaymentCase each : bench.cases()) {
            if (each.order.isNew()) {
                newOrders.add(each.order);
            } else if (each.order.isChanged()) {
                changedOrders.add(each.order);
            }
            for (PaymentFlow flow : each.flows()) {
                if (flow.isNew()) {
                    newFlows.add(flow);
                } else if (flow.isChanged()) {
                    changedFlows.add(flow);
                }
            }
        }
        if (!newOrders.isEmpty()) {
            orders.insert(lane, newOrders);
        }
        if (!changedOrders.isEmpty()) {
            orders.update(lane, changedOrders, now);
        }
        if (!newFlows.isEmpty()) {
            flows.insert(lane, newFlows);
        }
        if (!changedFlows.isEmpty()) {
            flows.update(lane, changedFlows);
        }
        write(lane, bench.effects, now);
        if (!bench.effects.finals().isEmpty()) {
            Transactions.afterCommit(() -> count(bench));
        }
    }

    private void count(Workbench bench) {
        for (OrderView end : bench.effects.finals()) {
            PaymentCase order = bench.byPayOrderNo(end.payOrderNo());
            if (order != null) {
                meters.ended(order, end);
            }
        }
    }

    private void write(int lane, Effects effects, Instant now) {
        if (!effects.strays().isEmpty()) {
            strays.insert(lane, effects.strays(), now);
        }
        for (LedgerResult result : ledger.apply(lane, effects.postings())) {
            if (!(result instanceof LedgerResult.Done)) {
                throw new IllegalStateException("a decided posting was not made: " + result);
            }
        }
        if (!effects.finals().isEmpty()) {
            listeners.forEach(l -> l.becameFinal(lane, effects.finals(), now));
        }
        if (!effects.alarms().isEmpty()) {
            alerts.raiseWithin(effects.alarms());
        }
    }
}
