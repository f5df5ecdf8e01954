package com.suanpan.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What the chapters play with: the merchant, the providers, a browser, and the screen.
final class Scene {

    private final String run;
    private int orders;

    final Shop shop;
    final Providers providers;
    final Books books;
    final Web web;
    final Telling telling;

    /// `run` begins the order numbers, so that those of the next run are others.
    Scene(String run, Shop shop, Providers providers, Books books, Web web, Telling telling) {
        this.run = run;
        this.shop = shop;
        this.providers = providers;
        this.books = books;
        this.web = web;
        this.telling = telling;
    }

    /// The fields of a new order.
    Map<String, String> fields(long fen, String payMethod, String subject) {
        orders++;
        return shop.fields(run + "-" + orders, fen, payMethod, subject);
    }

    Placed place(long fen, String payMethod, String subject) {
        return place(fen, fields(fen, payMethod, subject));
    }

    Placed place(long fen, Map<String, String> fields) {
        long began = System.nanoTime();
        var data = shop.pay(fields);
        long took = Duration.ofNanos(System.nanoTime() - began).toMillis();
        return new Placed(fields.getOrDefault("order_no", ""), fen, data, took);
    }

    /// The three witnesses agree that an order was paid once: by this flow, with one call to the
    /// provider, and that the merchant heard so in one notice.
    void checkPaid(Placed placed) {
        platformSaysPaid(placed);
        providerSaysPaid(placed, List.of("GENUINE 200"));
        merchantHeard(placed);
    }

    void platformSaysPaid(Placed placed) {
        telling.check(
                "platform",
                "SUCCEEDED PAID " + placed.yuan(),
                () -> shop.says(placed.orderNo()),
                () -> "fee " + shop.query(placed.orderNo()).path("fee").asString());
    }

    /// `callbacks` are those sent and what each was answered: `GENUINE 200`.
    void providerSaysPaid(Placed placed, List<String> callbacks) {
        String flow = placed.flowNo();
        telling.check(
                providers.order(flow).path("provider").asString(),
                "PAID %s, 1 call to pay, %s".formatted(placed.yuan(), told(callbacks)),
                () ->
                        "%s, %d call to pay, %s"
                                .formatted(
                                        providers.says(flow),
                                        providers.calls(flow, "PAY"),
                                        told(providers.callbacks(flow))));
    }

    private static String told(List<String> callbacks) {
        return callbacks.isEmpty()
                ? "no callback"
                : "callback " + String.join(", ", callbacks).replace("GENUINE ", "");
    }

    void merchantHeard(Placed placed) {
        telling.check(
                "merchant",
                "1 notice, SUCCEEDED PAID " + placed.yuan(),
                () -> shop.hears(placed.orderNo()),
                () -> heardAfter(placed) + " after the payment");
    }

    private String heardAfter(Placed placed) {
        Instant paid = providers.paidAt(placed.flowNo());
        return shop.notices(Shop.USUAL, placed.orderNo()).stream()
                .findFirst()
                .map(first -> time(Duration.between(paid, first.at())))
                .orElse("never");
    }

    /// A time as people read it.
    static String time(Duration time) {
        long ms = time.toMillis();
        return ms < 1000 ? ms + " ms" : "%d.%d s".formatted(ms / 1000, ms % 1000 / 100);
    }
}
