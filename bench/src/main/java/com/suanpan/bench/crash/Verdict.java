package com.suanpan.bench.crash;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import com.suanpan.bench.load.SandboxRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Holds what merchants were told, what the platform booked and what reached the providers against each
/// other, once all has drained. Each sentence is one violation and begins with the law's number.
final class Verdict {

    /// Its contract declares that repeating a number is how one asks, so an order needs one number there.
    private static final String REPEATS = "MOCK";

    private final Booked booked;
    private final Reached reached;
    private final Map<String, List<Booked.Order>> orders;
    private final Map<String, List<Booked.Flow>> flowsOf;
    private final Map<String, List<Booked.Stray>> strays;
    private final Map<String, List<Booked.Posting>> postings;
    private final Map<String, List<Booked.Notice>> notices;
    private final List<String> violations = new ArrayList<>();

    private Verdict(Booked booked, Reached reached) {
        this.booked = booked;
        this.reached = reached;
        orders = by(booked.orders(), Booked.Order::orderNo);
        flowsOf = by(booked.flows(), Booked.Flow::payOrderNo);
        strays = by(booked.strays(), Booked.Stray::flowNo);
        postings = by(booked.postings(), Booked.Posting::flowNo);
        notices = by(booked.notices(), Booked.Notice::payOrderNo);
    }

    /// Nothing, if every law holds.
    static List<String> of(Collection<Promise> promises, Booked booked, Reached reached) {
        Verdict verdict = new Verdict(booked, reached);
        promises.forEach(verdict::kept);
        verdict.nobodysOrders(promises);
        booked.orders().forEach(verdict::onePayment);
        booked.flows().forEach(verdict::money);
        verdict.providers();
        verdict.ledger();
        return verdict.violations;
    }

    private void kept(Promise promise) {
        List<Booked.Order> rows = rows(orders, promise.orderNo);
        if (promise.onlyBusy() && !rows.isEmpty()) {
            broken("M2", promise, "refused SYSTEM_BUSY at each call, and yet written");
        }
        if (rows.isEmpty()) {
            if (promise.acknowledged() > 0) {
                broken(
                        "M2",
                        promise,
                        "lost: %d requests were acknowledged".formatted(promise.acknowledged()));
            }
            return;
        }
        for (Booked.Order row : rows) {
            said(promise, row);
            ended(promise, row);
            told(promise, row);
            oneNumber(promise, row);
        }
    }

    /// M2: the order is there with what was said.
    private void said(Promise promise, Booked.Order row) {
        if (row.amount() != promise.fen || !row.merchantId().equals(promise.merchantId)) {
            broken("M2", promise, "asked for %d fen, booked %s".formatted(promise.fen, row));
        }
        for (String payOrderNo : promise.payOrderNos()) {
            if (!payOrderNo.equals(row.payOrderNo())) {
                broken("M2", promise, "acknowledged as " + payOrderNo + ", booked " + row);
            }
        }
        Set<String> known =
                rows(flowsOf, row.payOrderNo()).stream()
                        .collect(toMap(Booked.Flow::flowNo, Function.identity()))
                        .keySet();
        for (String flowNo : promise.flowNos()) {
            if (!known.contains(flowNo)) {
                broken("M2", promise, "lost: flow " + flowNo + ", which was acknowledged");
            }
        }
    }

    /// M5: a final state that anybody saw is the order's. M4: only an attempt of which its provider knows
    /// nothing, so that the call may still come, keeps an order open.
    private void ended(Promise promise, Booked.Order row) {
        boolean mayCome =
                rows(flowsOf, row.payOrderNo()).stream()
                        .anyMatch(flow -> flow.isOpen() && !reached.knows(flow.flowNo()));
        if (!row.isFinal() && !mayCome) {
            broken("M4", promise, "no end after all was drained: " + row.says());
        }
        for (String end : promise.ends()) {
            if (!end.equals(row.says())) {
                broken("M5", promise, "told %s, it is %s".formatted(end, row.says()));
            }
        }
        for (long paid : promise.paid()) {
            if (paid != row.paid()) {
                broken("M5", promise, "told %d fen paid, it has %d".formatted(paid, row.paid()));
            }
        }
        if (promise.wentBack() != null) {
            broken("M5", promise, "final, and told %s later".formatted(promise.wentBack()));
        }
    }

    /// M12: its merchant heard of its end.
    private void told(Promise promise, Booked.Order row) {
        List<Booked.Notice> written = rows(notices, row.payOrderNo());
        if (row.isFinal() && written.size() != 1) {
            broken("M12", promise, "%s, and %d notices".formatted(row.says(), written.size()));
        }
        if (!row.isFinal() && !written.isEmpty()) {
            broken("M12", promise, "not final, and there is a notice");
        }
        if (row.isFinal() && !promise.notices().contains(row.says())) {
            broken(
                    "M12",
                    promise,
                    "%s, its merchant heard %s".formatted(row.says(), promise.notices()));
        }
    }

    /// M6: as long as the payer's method is the same, one number is enough where repeating is asking.
    private void oneNumber(Promise promise, Booked.Order row) {
        List<String> numbers =
                rows(flowsOf, row.payOrderNo()).stream()
                        .filter(flow -> flow.provider().equals(REPEATS))
                        .map(Booked.Flow::flowNo)
                        .filter(reached::knows)
                        .toList();
        if (!promise.hasChangedMethod() && numbers.size() > 1) {
            broken("M6", promise, "one payment reached its provider as " + numbers);
        }
    }

    private void nobodysOrders(Collection<Promise> promises) {
        Set<String> asked =
                promises.stream().collect(toMap(promise -> promise.orderNo, p -> p)).keySet();
        orders.forEach((orderNo, rows) -> {
            if (!asked.contains(orderNo)) {
                violations.add("M2 " + orderNo + ": nobody asked for it");
            }
            if (rows.size() > 1) {
                violations.add("M2 " + orderNo + ": doubled, " + rows);
            }
        });
    }

    /// M8: an order has one payment, or none.
    private void onePayment(Booked.Order order) {
        List<Booked.Flow> counting =
                rows(flowsOf, order.payOrderNo()).stream().filter(Booked.Flow::counts).toList();
        long took = counting.stream().mapToLong(Booked.Flow::paid).sum();
        if (counting.size() != (order.isPaid() ? 1 : 0) || took != order.paid()) {
            violations.add(
                    "M8 %s: %s with %d fen, paid by %s"
                            .formatted(order.orderNo(), order.says(), order.paid(), counting));
        }
    }

    /// M8 and M10: a flow took what its provider took, once, as a payment or as stray money.
    private void money(Booked.Flow flow) {
        SandboxRecord there = reached.orders().get(flow.flowNo());
        long took = there == null ? 0 : there.paid();
        if (took != flow.paid()) {
            broken(
                    "M10",
                    flow,
                    "the provider took %d fen, the books %d".formatted(took, flow.paid()));
        }
        if (there != null && there.amount() != flow.amount()) {
            broken("M6", flow, "of %d fen, asked for %d".formatted(flow.amount(), there.amount()));
        }
        boolean isPaid = flow.paid() > 0;
        boolean isStray = isPaid && !flow.counts();
        String kind = isStray ? "STRAY" : "PAYMENT";
        List<Booked.Posting> posting =
                isPaid ? List.of(new Booked.Posting(flow.flowNo(), kind, flow.paid())) : List.of();
        List<Booked.Posting> posted = rows(postings, flow.flowNo());
        if (!posted.equals(posting)) {
            broken("M8", flow, "%s with %d fen, posted %s".formatted(kind, flow.paid(), posted));
        }
        List<Booked.Stray> row =
                isStray ? List.of(new Booked.Stray(flow.flowNo(), flow.paid())) : List.of();
        List<Booked.Stray> stray = rows(strays, flow.flowNo());
        if (!stray.equals(row)) {
            broken("M8", flow, "%s with %d fen, stray %s".formatted(kind, flow.paid(), stray));
        }
    }

    /// M6: a number reached its provider with one content, and as one order.
    private void providers() {
        Map<String, Booked.Flow> flows = new HashMap<>();
        booked.flows().forEach(flow -> flows.put(flow.flowNo(), flow));
        for (String flowNo : reached.orders().keySet()) {
            if (!flows.containsKey(flowNo)) {
                violations.add("M6 flow " + flowNo + ": at its provider, and not in our books");
            }
        }
        for (String flowNo : reached.called()) {
            if (reached.contents(flowNo).size() > 1) {
                violations.add(
                        "M6 flow %s: reached its provider with different contents, %s"
                                .formatted(flowNo, reached.contents(flowNo)));
            }
        }
        if (reached.hasDoubles()) {
            violations.add("M6 two orders at the providers have one number");
        }
    }

    private void ledger() {
        if (booked.receivable() != reached.paid()) {
            violations.add(
                    "M10 payers paid %d fen, the channels owe %d by the books"
                            .formatted(reached.paid(), booked.receivable()));
        }
        booked.findings().forEach(finding -> violations.add("M10 the audit: " + finding));
    }

    private void broken(String law, Promise promise, @Nullable String how) {
        violations.add("%s %s: %s".formatted(law, promise.orderNo, how));
    }

    private void broken(String law, Booked.Flow flow, String how) {
        violations.add("%s flow %s: %s".formatted(law, flow.flowNo(), how));
    }

    private static <T> Map<String, List<T>> by(List<T> all, Function<T, String> key) {
        return all.stream().collect(groupingBy(key));
    }

    private static <T> List<T> rows(Map<String, List<T>> all, String key) {
        return Objects.requireNonNullElse(all.get(key), List.of());
    }
}
