package com.suanpan.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// The payer (付款人): opens what was handed out, pays it or gives up.
final class Payer implements AutoCloseable {

    static final String NAME = "sandbox-payer";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Providers providers;
    private final Ground ground;
    private final Callbacks callbacks;
    private final Patience patience;

    Payer(Providers providers, Ground ground, Callbacks callbacks, Patience patience) {
        this.providers = providers;
        this.ground = ground;
        this.callbacks = callbacks;
        this.patience = patience;
    }

    /// Opens the text of a code, an address or an app's parameters.
    Order open(String text) {
        String page = ground.base() + "/payer/";
        if (text.startsWith(page)) {
            String token = text.substring(text.lastIndexOf('/') + 1);
            return ground.orders()
                    .byToken(token)
                    .map(ground.orders()::open)
                    .orElseThrow(() -> new Refusal(404, "ORDER_NOT_FOUND", "no such order 订单不存在"));
        }
        for (Provider provider : providers.all()) {
            Optional<Provider.Opening> opening = provider.open(text);
            if (opening.isPresent()) {
                return switch (opening.get()) {
                    case Provider.Opening.Opened(var order) -> ground.orders().open(order);
                    case Provider.Opening.Rejected(var why) ->
                            throw new Refusal(400, "REJECTED", why);
                };
            }
        }
        throw new Refusal(404, "UNKNOWN_CODE", "no provider knows this code 无法识别");
    }

    /// Opens the order that a merchant numbered so.
    Order find(String orderNo, @Nullable String provider) {
        List<Order> found = ground.orders().numbered(orderNo, provider);
        if (found.size() > 1) {
            throw new Refusal(409, "AMBIGUOUS", "several providers have it: name one");
        }
        if (found.isEmpty()) {
            throw new Refusal(404, "ORDER_NOT_FOUND", "no such order 订单不存在");
        }
        return ground.orders().open(found.getFirst());
    }

    PayOutcome pay(Order order) {
        PayOutcome outcome = ground.orders().pay(order, NAME);
        if (outcome instanceof PayOutcome.Paid(var paid)) {
            callbacks.start(paid);
        }
        return outcome;
    }

    /// Pays, and returns when the merchant has answered the callback.
    void payAndTell(Order order) {
        if (ground.orders().pay(order, NAME) instanceof PayOutcome.Paid(var paid)) {
            callbacks.first(paid);
        }
    }

    void payLater(Order order, Duration wait) {
        threads.execute(() -> {
            if (patience.sit(wait)) {
                pay(order);
            }
        });
    }

    /// Pays these, so many a second, each at its own time whatever becomes of the others.
    void payAll(List<Order> orders, int rate) {
        threads.execute(() -> {
            long began = System.nanoTime();
            for (int i = 0; i < orders.size(); i++) {
                long ahead = began + i * 1_000_000_000L / rate - System.nanoTime();
                if (!patience.sit(Duration.ofNanos(ahead))) {
                    return;
                }
                pay(orders.get(i));
            }
        });
    }

    void payDespite(Order order) {
        callbacks.start(ground.orders().payDespite(order, NAME));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
