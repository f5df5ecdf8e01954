package com.suanpan.refund;

import com.suanpan.gateway.Nonce;
import com.suanpan.gateway.UsedNonces;
import com.suanpan.ledger.AccountRef;
import com.suanpan.ledger.Ledger;
import com.suanpan.ledger.LedgerResult;
import com.suanpan.money.Currency;
import com.suanpan.outbound.Alerts;
import com.suanpan.payment.PaidOrder;
import com.suanpan.payment.PaidOrders;
import com.suanpan.refund.RefundEvent.Answered;
import com.suanpan.refund.RefundEvent.Asked;
import com.suanpan.refund.RefundEvent.Checked;
import com.suanpan.refund.RefundEvent.Due;
import com.suanpan.refund.RefundEvent.Requested;
import com.suanpan.refund.RefundEvent.Told;
import com.suanpan.store.Query;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The refund room's work in a batch: lock the orders, their refunds and the accounts, decide event by
/// event by the pure rules, write what changed, move what is held, tell the listeners, all in one
/// transaction.
@Component
class RefundCommits {

    private final UsedNonces nonces;
    private final PaidOrders orders;
    private final RefundRows refunds;
    private final Ledger ledger;
    private final List<RefundListener> listeners;
    private final Alerts alerts;
    private final Clock clock;

    RefundCommits(
            UsedNonces nonces,
            PaidOrders orders,
            RefundRows refunds,
            Ledger ledger,
            List<RefundListener> listeners,
            Alerts alerts,
            Clock clock) {
        this.nonces = nonces;
        this.orders = orders;
        this.refunds = refunds;
        this.ledger = ledger;
        this.listeners = listeners;
        this.alerts = alerts;
        this.clock = clock;
    }

    List<RefundOutcome> commit(int lane, List<RefundEvent> events) {
        Instant now = clock.instant();
        List<Nonce> brought = new ArrayList<>();
        List<RefundBench.Key> keys = new ArrayList<>();
        for (RefundEvent event : events) {
            if (event instanceof Requested requested) {
                RefundCommand command = requested.command();
                keys.add(new RefundBench.Key(command.merchant().merchantId(), command.refundNo()));
                if (command.nonce() != null) {
                    brought.add(command.nonce());
                }
            }
        }
        Query<Nonce.Key> added = brought.isEmpty() ? null : nonces.add(lane, brought);
        RefundBench bench = locked(lane, events, keys, added);
        Set<Nonce.Key> fresh = added == null ? Set.of() : new HashSet<>(added.rows());
        List<RefundOutcome> outcomes = new ArrayList<>(events.size());
        for (RefundEvent event : events) {
            Nonce nonce = event instanceof Requested requested ? requested.command().nonce() : null;
            outcomes.add(
                    nonce == null || fresh.remove(nonce.key())
                            ? decide(bench, event, now)
                            : new RefundOutcome.Refused(Nonce.replayed()));
        }
        write(lane, bench, now);
        return outcomes;
    }

    /// The pure function: what this event does to what is on the bench.
    static RefundOutcome decide(RefundBench bench, RefundEvent event, Instant now) {
        return switch (event) {
            case Requested requested -> RequestRules.requested(bench, requested, now);
            case Checked checked -> RefundRules.checked(bench, checked, now);
            case Answered answered -> RefundRules.answered(bench, answered, now);
            case Asked asked -> RefundRules.asked(bench, asked, now);
            case Told told -> RefundRules.told(bench, told, now);
            case Due due -> RefundRules.due(bench, due, now);
        };
    }

    private RefundBench locked(
            int lane,
            List<RefundEvent> events,
            List<RefundBench.Key> keys,
            @Nullable Query<Nonce.Key> nonces) {
        Set<String> payOrderNos = new TreeSet<>();
        events.forEach(event -> payOrderNos.add(event.payOrderNo()));
        if (!keys.isEmpty()) {
            Query<String> known = refunds.ordersOf(lane, keys);
            Query.together(nonces == null ? List.of(known) : List.of(nonces, known));
            payOrderNos.addAll(known.rows());
        }
        Query<PaidOrder> paid = orders.lock(lane, payOrderNos);
        Query<Refund> standing = refunds.lock(lane, payOrderNos);
        Query.together(paid, standing);
        return new RefundBench(
                paid.rows(), standing.rows(), new Purse(ledger.lock(lane, accounts(paid.rows()))));
    }

    /// All accounts that a refund of these orders may move.
    private static Set<AccountRef> accounts(List<PaidOrder> orders) {
        Set<AccountRef> accounts = new TreeSet<>();
        for (PaidOrder order : orders) {
            Currency currency = order.paid().currency();
            accounts.addAll(Purse.accountsOf(order.merchantId(), currency));
            accounts.add(AccountRef.feeIncome(currency));
            accounts.add(AccountRef.channelReceivable(order.channelCode(), currency));
        }
        return accounts;
    }

    private void write(int lane, RefundBench bench, Instant now) {
        List<Refund> added = bench.refunds().stream().filter(Refund::isNew).toList();
        List<Refund> changed = bench.refunds().stream().filter(Refund::isChanged).toList();
        List<PaidOrders.Moved> moved = bench.moved();
        if (!moved.isEmpty()) {
            orders.move(lane, moved, now);
        }
        if (!added.isEmpty()) {
            refunds.insert(lane, added);
        }
        if (!changed.isEmpty()) {
            refunds.update(lane, changed, now);
        }
        for (LedgerResult result : ledger.apply(lane, bench.operations)) {
            if (!(result instanceof LedgerResult.Done)) {
                throw new IllegalStateException("a decided operation was not done: " + result);
            }
        }
        if (!bench.finals.isEmpty()) {
            listeners.forEach(l -> l.refundsBecameFinal(lane, bench.finals, now));
        }
        if (!bench.alarms.isEmpty()) {
            alerts.raiseWithin(bench.alarms);
        }
    }
}
