package com.suanpan.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A merchant that receives the platform's notices and keeps them; it can be down, slow or odd.
final class MerchantStub {

    private static final int KEPT = 20_000;

    record Notice(Instant at, Map<String, String> headers, String body, int answered) {}

    record Manners(
            @Nullable Integer failNext,
            @Nullable Integer status,
            @Nullable Long hangMs,
            @Nullable String body,
            @Nullable String redirect) {

        static final Manners GOOD = new Manners(null, null, null, null, null);
    }

    private static final class Merchant {
        private final Deque<Notice> notices = new ArrayDeque<>();
        private Manners manners = Manners.GOOD;
        private int failuresLeft;
    }

    private final Map<String, Merchant> merchants = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Patience patience;

    MerchantStub(Clock clock, Patience patience) {
        this.clock = clock;
        this.patience = patience;
    }

    Reply answer(Call call) {
        String[] parts = call.path().split("/", 4);
        if (parts.length < 4) {
            throw new Refusal(404, "NOT_FOUND", call.path());
        }
        Merchant merchant = merchants.computeIfAbsent(parts[3], _ -> new Merchant());
        return switch (call.method() + " " + parts[2]) {
            case "POST notify" -> receive(merchant, call);
            case "GET notices" -> {
                synchronized (merchant) {
                    yield Reply.json(200, Map.of("notices", List.copyOf(merchant.notices)));
                }
            }
            case "DELETE notices" -> {
                synchronized (merchant) {
                    merchant.notices.clear();
                }
                yield Reply.json(200, Map.of());
            }
            case "POST knobs" ->
                    behave(merchant, Json.read(Json.object(call.text()), Manners.class));
            case "DELETE knobs" -> behave(merchant, Manners.GOOD);
            case "GET return" -> Reply.html(PayerPage.backAtMerchant(call));
            default -> throw new Refusal(404, "NOT_FOUND", call.method() + " " + call.path());
        };
    }

    private static Reply behave(Merchant merchant, Manners manners) {
        synchronized (merchant) {
            merchant.manners = manners;
            merchant.failuresLeft = Objects.requireNonNullElse(manners.failNext(), 0);
        }
        return Reply.json(200, manners);
    }

    private Reply receive(Merchant merchant, Call call) {
        Manners manners;
        boolean fail;
        synchronized (merchant) {
            manners = merchant.manners;
            fail = merchant.failuresLeft > 0;
            merchant.failuresLeft -= fail ? 1 : 0;
        }
        patience.sit(Duration.ofMillis(Objects.requireNonNullElse(manners.hangMs(), 0L)));
        Reply reply = reply(manners, fail);
        synchronized (merchant) {
            merchant.notices.add(
                    new Notice(clock.instant(), call.headers(), call.text(), reply.status()));
            if (merchant.notices.size() > KEPT) {
                merchant.notices.removeFirst();
            }
        }
        return reply;
    }

    private static Reply reply(Manners manners, boolean fail) {
        if (fail) {
            return Reply.of(
                    Objects.requireNonNullElse(manners.status(), 500), "text/plain", "down");
        }
        if (manners.redirect() != null) {
            return new Reply(307, Map.of("Location", manners.redirect()), new byte[0]);
        }
        return Reply.of(200, "text/plain", Objects.requireNonNullElse(manners.body(), "success"));
    }
}
