package com.suanpan.payment;

import com.suanpan.outbound.Alert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/// All orders, flows, postings and strays of a test, kept in memory: what the database holds, without
/// a database. It decides events by the product's own pure function.
final class World {

    private final Map<String, Kept> orders = new TreeMap<>();
    private final Map<String, KeptFlow> flows = new TreeMap<>();
    final List<com.suanpan.ledger.Posting> postings = new ArrayList<>();
    final List<Effects.Stray> strays = new ArrayList<>();
    final List<OrderView> finals = new ArrayList<>();
    final List<Alert> alarms = new ArrayList<>();

    record Kept(OrderFacts facts, OrderState state) {}

    record KeptFlow(FlowFacts facts, FlowState state) {}

    Map<String, Kept> orders() {
        return orders;
    }

    Map<String, KeptFlow> flows() {
        return flows;
    }

    PaymentOutcome happens(PaymentEvent event, Instant now) {
        return happen(List.of(event), now).getFirst();
    }

    /// One batch: everything is read anew, decided in order, and kept.
    List<PaymentOutcome> happen(List<PaymentEvent> events, Instant now) {
        Workbench bench =
                new Workbench(
                        orders.values().stream()
                                .map(k -> PaymentOrder.read(k.facts, k.state))
                                .toList(),
                        flows.values().stream()
                                .map(k -> PaymentFlow.read(k.facts, k.state))
                                .toList());
        List<PaymentOutcome> outcomes =
                events.stream().map(e -> PaymentCommits.decide(bench, e, now)).toList();
        for (PaymentCase each : bench.cases()) {
            orders.put(
                    each.order.facts.payOrderNo(), new Kept(each.order.facts, each.order.state()));
            each.flows()
                    .forEach(f -> flows.put(f.facts.flowNo(), new KeptFlow(f.facts, f.state())));
        }
        postings.addAll(bench.effects.postings());
        strays.addAll(bench.effects.strays());
        finals.addAll(bench.effects.finals());
        alarms.addAll(bench.effects.alarms());
        return outcomes;
    }

    OrderState order(String payOrderNo) {
        return Objects.requireNonNull(orders.get(payOrderNo)).state;
    }

    FlowState flow(String flowNo) {
        return Objects.requireNonNull(flows.get(flowNo)).state;
    }

    /// What is wrong with the laws of money; empty if nothing.
    List<String> broken() {
        List<String> broken = new ArrayList<>();
        for (Kept order : orders.values()) {
            List<KeptFlow> mine =
                    flows.values().stream()
                            .filter(f -> f.facts.payOrderNo().equals(order.facts.payOrderNo()))
                            .toList();
            long paid = mine.stream().filter(f -> f.state.stage() == FlowStage.PAID).count();
            boolean succeeded = order.state.stage().status() == Status.SUCCEEDED;
            if (paid != (succeeded ? 1 : 0)) {
                broken.add("P2 " + order.facts.payOrderNo() + ": " + paid + " flows count as paid");
            }
            if (succeeded && !order.state.paid().equals(order.facts.amount())) {
                broken.add("P2 " + order.facts.payOrderNo() + ": paid another amount");
            }
            long told =
                    finals.stream()
                            .filter(v -> v.payOrderNo().equals(order.facts.payOrderNo()))
                            .count();
            if (told != (order.state.stage().isFinal() ? 1 : 0)) {
                broken.add("P7 " + order.facts.payOrderNo() + ": told " + told + " times");
            }
            if (order.state.stage().isFinal() && order.state.dueAt() != null) {
                broken.add("M5 " + order.facts.payOrderNo() + ": final and due");
            }
        }
        Set<String> numbers = new HashSet<>();
        for (var posting : postings) {
            if (!numbers.add(posting.postingNo())) {
                broken.add("P4 " + posting.postingNo() + " posted twice");
            }
        }
        for (KeptFlow flow : flows.values()) {
            String no = flow.facts.flowNo();
            boolean stray = strays.stream().anyMatch(s -> s.flow().facts.flowNo().equals(no));
            boolean counts = flow.state.stage() == FlowStage.PAID;
            if (counts != numbers.contains("P" + no)) {
                broken.add("P4 " + no + ": paid and posted differ");
            }
            if (stray != numbers.contains("S" + no)) {
                broken.add("M8 " + no + ": stray and posted differ");
            }
            if (counts && stray) {
                broken.add("M8 " + no + ": counts and is stray");
            }
            if (!flow.state.paid().isZero() != (counts || stray)) {
                broken.add("M8 " + no + ": money that is nowhere");
            }
            if (!flow.state.stage().isFinal()
                    && flow.state.askAt() == null
                    && flow.state.overdueAt() == null) {
                broken.add("M4 " + no + ": nobody asks about it");
            }
        }
        return broken;
    }
}
