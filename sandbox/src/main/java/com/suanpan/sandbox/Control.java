package com.suanpan.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The calls under `/control`: accounts, knobs, what the sandbox believes and saw.
final class Control {

    private final Providers providers;
    private final Ground ground;
    private final Knobs knobs;
    private final Callbacks callbacks;
    private final Payer payer;
    private final CallLog calls;
    private final CallbackLog sent;
    private final Timings timings;
    private final RefundBooks books;

    Control(
            Providers providers,
            Ground ground,
            Knobs knobs,
            Callbacks callbacks,
            Payer payer,
            CallLog calls,
            CallbackLog sent,
            Timings timings) {
        this.providers = providers;
        this.ground = ground;
        this.knobs = knobs;
        this.callbacks = callbacks;
        this.payer = payer;
        this.calls = calls;
        this.sent = sent;
        this.timings = timings;
        this.books = new RefundBooks(ground, calls, sent);
    }

    Reply answer(Call call) {
        Map<String, String> query = call.query();
        return switch (call.method() + " " + call.path().substring("/control/".length())) {
            case "POST accounts" -> account(Json.object(call.text()));
            case "GET accounts" -> accounts();
            case "GET orders" -> orders(query);
            case "GET record" -> record();
            case "GET refunds" -> Reply.json(200, Map.of("refunds", books.refunds(query)));
            case "GET record/refunds" -> books.record();
            case "POST pay" -> pay(Json.object(call.text()));
            case "GET calls" -> calls(query);
            case "DELETE calls" -> {
                calls.forget();
                yield Reply.json(200, Map.of());
            }
            case "GET callbacks" -> callbacks(query.get("order"));
            case "POST callbacks/resend" -> resend(Json.object(call.text()));
            case "POST callbacks/forge" -> forge(Json.object(call.text()));
            case "POST knobs" ->
                    Reply.json(200, knobs.set(Json.read(Json.object(call.text()), Knob.class)));
            case "GET knobs" -> Reply.json(200, Map.of("knobs", knobs.all()));
            case "DELETE knobs" -> {
                knobs.remove(query.get("id"));
                yield Reply.json(200, Map.of("knobs", knobs.all()));
            }
            default -> throw new Refusal(404, "NOT_FOUND", call.method() + " " + call.path());
        };
    }

    private Reply account(ObjectNode body) {
        Provider provider = providers.named(required(body, "provider"));
        String name = Json.text(body, "name");
        Account account =
                ground.accounts()
                        .named(
                                provider.code(),
                                name,
                                () -> provider.newAccount(Objects.requireNonNullElse(name, "")));
        return Reply.json(
                200,
                Map.of(
                        "provider", account.provider(),
                        "name", account.name(),
                        "account", account.number(),
                        "settings", provider.settings(account)));
    }

    private Reply accounts() {
        List<Map<String, String>> all =
                ground.accounts().all().stream()
                        .map(account ->
                                Map.of(
                                        "provider", account.provider(),
                                        "name", account.name(),
                                        "account", account.number()))
                        .toList();
        return Reply.json(200, Map.of("accounts", all));
    }

    private Reply orders(Map<String, String> query) {
        List<Map<String, Object>> all =
                ground.orders().all().stream()
                        .filter(order -> is(query.get("provider"), order.terms().provider()))
                        .filter(order -> is(query.get("order"), order.terms().orderNo()))
                        .map(this::view)
                        .toList();
        return Reply.json(200, Map.of("orders", all));
    }

    /// All orders, a line each: what they came to and what they took. Hundreds of thousands of them are
    /// read at once, so it is no JSON.
    private Reply record() {
        StringBuilder lines = new StringBuilder();
        for (Order order : ground.orders().all()) {
            Timings.Timing timing = timings.of(order);
            Terms terms = order.terms();
            lines.append(terms.orderNo()).append(' ').append(order.state());
            lines.append(' ').append(terms.amount()).append(' ').append(order.paidAmount());
            lines.append(' ')
                    .append(calls.counts(terms.provider(), terms.orderNo(), Operation.PAY));
            lines.append(' ').append(timing.drawn()).append(' ').append(timing.sent());
            lines.append(' ').append(timing.callback()).append(' ').append(timing.status());
            lines.append('\n');
        }
        return Reply.of(200, "text/plain; charset=utf-8", lines.toString());
    }

    /// Lets payers pay all that waits, at a steady rate, and does not wait for them.
    private Reply pay(ObjectNode body) {
        String provider = required(body, "provider");
        int rate = body.path("rate").asInt(0);
        if (rate < 1) {
            throw new IllegalArgumentException("rate is missing or below 1 a second");
        }
        List<Order> waiting =
                ground.orders().all().stream()
                        .filter(order -> order.state() == OrderState.WAITING)
                        .filter(order -> order.terms().provider().equals(provider))
                        .toList();
        payer.payAll(waiting, rate);
        return Reply.json(200, Map.of("orders", waiting.size()));
    }

    private Map<String, Object> view(Order order) {
        Terms terms = order.terms();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("provider", terms.provider());
        view.put("account", terms.account());
        view.put("order_no", terms.orderNo());
        view.put("trade_no", terms.tradeNo());
        view.put("amount", terms.amount());
        view.put("currency", terms.currency());
        view.put("subject", terms.subject());
        view.put("scene", terms.scene());
        view.put("state", order.state());
        view.put("created_at", terms.createdAt());
        view.put("expires_at", terms.expiresAt());
        if (order.paidAt() != null) {
            view.put("paid_at", order.paidAt());
            view.put("paid_amount", order.paidAmount());
        }
        if (order.closedAt() != null) {
            view.put("closed_at", order.closedAt());
        }
        view.put("payer_url", ground.payerPage(order));
        view.put("calls", calls.counts(terms.provider(), terms.orderNo()));
        view.put(
                "callbacks",
                Map.of("sent", sent.count(order.key()), "acknowledged", order.acknowledged()));
        return view;
    }

    private Reply calls(Map<String, String> query) {
        return Reply.json(
                200,
                Map.of(
                        "calls",
                        calls.all(seen ->
                                is(query.get("provider"), seen.provider())
                                        && is(query.get("order"), seen.orderNo())
                                        && is(query.get("operation"), seen.operation().name()))));
    }

    private Reply callbacks(@Nullable String order) {
        return Reply.json(200, Map.of("callbacks", sent.all(one -> is(order, one.orderNo()))));
    }

    private Reply resend(ObjectNode body) {
        int times = body.path("times").asInt(1);
        if (body.has("refund")) {
            return Reply.json(
                    200, Map.of("callbacks", callbacks.resend(books.refund(body), times)));
        }
        Order order = order(body);
        if (!order.isPaid()) {
            throw new Refusal(409, "ORDER_NOT_PAID", "there is nothing to tell");
        }
        return Reply.json(200, Map.of("callbacks", callbacks.resend(order, times)));
    }

    private Reply forge(ObjectNode body) {
        Forgery how = Forgery.valueOf(required(body, "how"));
        Long amount = body.has("amount") ? body.path("amount").asLong() : null;
        String address = Json.text(body, "notify_url");
        CallbackLog.Sent one =
                body.has("refund")
                        ? callbacks.forge(books.refund(body), how, amount, address)
                        : callbacks.forge(order(body), how, amount, address);
        return Reply.json(200, Map.of("callbacks", List.of(one)));
    }

    private Order order(ObjectNode body) {
        List<Order> found =
                ground.orders().numbered(required(body, "order"), Json.text(body, "provider"));
        if (found.size() != 1) {
            throw new Refusal(404, "ORDER_NOT_FOUND", found.size() + " orders have this number");
        }
        return found.getFirst();
    }

    private static boolean is(@Nullable String wanted, @Nullable String value) {
        return wanted == null || wanted.equals(value);
    }

    static String required(ObjectNode body, String field) {
        String value = Json.text(body, field);
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }
}
