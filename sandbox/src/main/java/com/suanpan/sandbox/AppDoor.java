package com.suanpan.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// The providers' apps on the payer's phone, under `/app`: the script that such an app puts into the
/// pages it shows, and the window in which it asks its person to pay.
final class AppDoor {

    private final Providers providers;
    private final Ground ground;
    private final Payer payer;

    AppDoor(Providers providers, Ground ground, Payer payer) {
        this.providers = providers;
        this.ground = ground;
        this.payer = payer;
    }

    /// `/app/wechat.js`, `/app/wechat/pay?…`, `/app/wechat/TOKEN/pay`, `/app/told?result=…`.
    Reply answer(Call call) {
        String[] parts = call.path().split("/");
        String act = call.method() + " " + parts[parts.length - 1];
        if (act.equals("GET told")) {
            return Reply.html(PayerPage.told(call));
        }
        if (parts.length == 3 && act.endsWith(".js") && call.method().equals("GET")) {
            return script(parts[2].replace(".js", ""));
        }
        if (parts.length == 4 && act.equals("GET pay")) {
            return asked(call, provider(parts[2]));
        }
        if (parts.length == 5 && call.method().equals("POST")) {
            return done(parts[3], parts[4]);
        }
        throw new Refusal(404, "NOT_FOUND", call.path());
    }

    private Provider provider(String name) {
        return providers.named(name.toUpperCase(Locale.ROOT));
    }

    private Reply script(String name) {
        try (var in = AppDoor.class.getResourceAsStream("app-" + name + ".js")) {
            if (in == null) {
                throw new Refusal(404, "NOT_FOUND", "no app of " + name);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Reply.of(
                    200,
                    "text/javascript; charset=utf-8",
                    text.replace("{{base}}", ground.base().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A page asks for a payment with what the merchant handed it; a wrong signature or another's order
    /// never gets as far as a button.
    private Reply asked(Call call, Provider provider) {
        Person person = Person.before(call, ground.serials());
        try {
            Order order = payer.open(Json.write(call.query()));
            if (!providers.of(order).equals(provider)) {
                throw new Refusal(400, "REJECTED", "not an order of this app 无法识别");
            }
            if (!mayPay(provider, order, person)) {
                throw new Refusal(400, "OTHER_PAYER", "ordered for another account 下单账号与支付账号不一致");
            }
            boolean over = ground.clock().instant().isAfter(order.terms().expiresAt());
            String path =
                    "/app/%s/%s"
                            .formatted(
                                    provider.code().toLowerCase(Locale.ROOT),
                                    order.terms().token());
            return person.known(
                    Reply.html(PayerPage.order(call, order, over, path, "/app/told?result=fail")));
        } catch (Refusal refusal) {
            String why = Objects.requireNonNullElse(refusal.getMessage(), "");
            return person.known(Reply.html(PayerPage.sorry(call, why, "/app/told?result=fail")));
        }
    }

    /// An id that the sandbox told nobody is nobody's: everybody may pay with it.
    private boolean mayPay(Provider provider, Order order, Person person) {
        Optional<Person> bound =
                provider.boundTo(order)
                        .flatMap(id -> ground.consents().person(provider.code(), id));
        return bound.isEmpty() || bound.get().equals(person);
    }

    private Reply done(String token, String act) {
        Order order =
                ground.orders()
                        .byToken(token)
                        .orElseThrow(
                                () -> new Refusal(404, "ORDER_NOT_FOUND", "no such order 订单不存在"));
        String result =
                switch (act) {
                    case "pay" ->
                            switch (payer.pay(order)) {
                                case PayOutcome.Paid _ -> "ok";
                                case PayOutcome.Refused _ -> "fail";
                            };
                    case "give-up" -> "cancel";
                    default -> throw new Refusal(404, "NOT_FOUND", act);
                };
        return Reply.seeOther("/app/told?result=" + result);
    }
}
