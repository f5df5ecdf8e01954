package com.suanpan.sandbox;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The payer's calls and pages under `/payer`.
final class PayerDoor {

    private final Providers providers;
    private final Ground ground;
    private final Payer payer;
    private final Desk desk;

    PayerDoor(Providers providers, Ground ground, Payer payer, Desk desk) {
        this.providers = providers;
        this.ground = ground;
        this.payer = payer;
        this.desk = desk;
    }

    /// The address of an order's page, without the host.
    static String path(Order order) {
        return "/payer/%s/%s"
                .formatted(
                        order.terms().provider().toLowerCase(Locale.ROOT), order.terms().token());
    }

    Reply answer(Call call) {
        return switch (call.method() + " " + call.path()) {
            case "GET /", "GET /payer" -> Reply.html(PayerPage.start(call));
            case "GET /payer/scan" -> scan(call);
            case "POST /payer/open" -> Reply.json(200, view(chosen(call)));
            case "POST /payer/pay" -> payNow(chosen(call));
            case "POST /payer/give-up" -> Reply.json(200, view(chosen(call)));
            case "POST /payer/consent" -> consent(Json.object(call.text()));
            default -> page(call);
        };
    }

    private Reply scan(Call call) {
        try {
            Order order = open(call.query().getOrDefault("code", "").strip());
            return Reply.seeOther(path(order) + language(call, "?"));
        } catch (Refusal e) {
            return Reply.html(PayerPage.sorry(call, String.valueOf(e.getMessage())));
        }
    }

    /// What the app of a named person hands a page or a mini-program that wants to know who it is.
    private Reply consent(ObjectNode body) {
        Provider provider = providers.named(Control.required(body, "provider"));
        Account account =
                ground.accounts()
                        .find(provider.code(), Control.required(body, "account"))
                        .orElseThrow(() -> new Refusal(404, "ACCOUNT_NOT_FOUND", "no account"));
        Person person = Person.named(Control.required(body, "person"));
        String payerId =
                provider.payerId(account, person)
                        .orElseThrow(() -> new Refusal(409, "NO_APP", "it has no app"));
        return Reply.json(
                200, Map.of("code", ground.consents().code(account, person), "payer_id", payerId));
    }

    /// Opens a text; an address of a provider is visited as a browser visits it, through the knobs.
    private Order open(String text) {
        String address = text;
        Optional<String> next = visited(address);
        while (next.isPresent()) {
            address = next.get();
            next = visited(address);
        }
        return payer.open(address);
    }

    /// Where a provider's page sends the browser; empty if this is no provider's address.
    private Optional<String> visited(String address) {
        if (!address.startsWith(ground.base() + "/")) {
            return Optional.empty();
        }
        String target = address.substring(ground.base().toString().length());
        int mark = target.indexOf('?');
        Call call =
                new Call(
                        "GET",
                        mark < 0 ? target : target.substring(0, mark),
                        mark < 0 ? "" : target.substring(mark + 1),
                        Map.of(),
                        new byte[0]);
        return providers
                .serving(call)
                .map(provider -> {
                    if (desk.serve(provider, call) instanceof Answer.Whole(var reply)
                            && reply.status() == 303) {
                        return reply.header("Location");
                    }
                    throw new Refusal(400, "REJECTED", "the provider refused the page");
                });
    }

    private Reply page(Call call) {
        String[] parts = call.path().split("/");
        if (parts.length < 4) {
            throw new Refusal(404, "NOT_FOUND", call.path());
        }
        Order order =
                ground.orders()
                        .byToken(parts[3])
                        .orElseThrow(
                                () -> new Refusal(404, "ORDER_NOT_FOUND", "no such order 订单不存在"));
        String act = parts.length > 4 ? call.method() + " " + parts[4] : call.method();
        return switch (act) {
            case "GET" -> Reply.html(shown(call, ground.orders().open(order)));
            case "POST pay" -> {
                payer.pay(order);
                yield Reply.seeOther(path(order) + language(call, "?"));
            }
            case "POST give-up" ->
                    Reply.seeOther(path(order) + "?gave_up=yes" + language(call, "&"));
            default -> throw new Refusal(404, "NOT_FOUND", call.path());
        };
    }

    private String shown(Call call, Order order) {
        boolean over = ground.clock().instant().isAfter(order.terms().expiresAt());
        return PayerPage.order(call, order, over, path(order), returnUrl(order));
    }

    private static String language(Call call, String before) {
        String lang = call.query().get("lang");
        return lang == null ? "" : before + "lang=" + encode(lang);
    }

    private Reply payNow(Order order) {
        return switch (payer.pay(order)) {
            case PayOutcome.Paid(var paid) -> Reply.json(200, view(paid));
            case PayOutcome.Refused(var code, var message) -> Reply.problem(409, code, message);
        };
    }

    /// The order that a program's call chooses.
    private Order chosen(Call call) {
        ObjectNode body = Json.object(call.text());
        String number = Json.text(body, "order");
        if (number != null) {
            return payer.find(number, Json.text(body, "provider"));
        }
        String image = Json.text(body, "qr_image");
        if (image != null) {
            return open(QrImage.read(image));
        }
        if (body.get("form") instanceof ObjectNode form) {
            return open(address(form));
        }
        for (String name : new String[] {"code", "url", "script"}) {
            String text = Json.any(body, name);
            if (text != null) {
                return open(text);
            }
        }
        throw new IllegalArgumentException(
                "one of code, qr_image, url, form, script, order is needed");
    }

    /// A browser that posts a form brings the same fields as one that opens this address.
    private static String address(ObjectNode form) {
        String action = Control.required(form, "action");
        String fields =
                form.path("fields")
                        .propertyStream()
                        .map(f -> encode(f.getKey()) + "=" + encode(f.getValue().asString()))
                        .collect(Collectors.joining("&"));
        return action + (action.contains("?") ? "&" : "?") + fields;
    }

    private Map<String, Object> view(Order order) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("provider", order.terms().provider());
        view.put("order_no", order.terms().orderNo());
        view.put("state", order.state());
        view.put("amount", order.terms().amount());
        view.put("subject", order.terms().subject());
        if (order.paidAt() != null) {
            view.put("paid_at", order.paidAt());
        }
        view.put("page", ground.base() + path(order));
        String back = returnUrl(order);
        if (back != null) {
            view.put("return_url", back);
        }
        return view;
    }

    private @Nullable String returnUrl(Order order) {
        Provider provider = providers.of(order);
        Account account =
                ground.accounts().find(provider.code(), order.terms().account()).orElseThrow();
        return provider.returnUrl(account, order);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
