package com.suanpan.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Takes the merchant's calls to a provider, lets the knobs strike, and says what the caller gets to see.
final class Desk {

    private static final long MINUTE = 60_000;

    private final Ground ground;
    private final Knobs knobs;
    private final Payer payer;
    private final Callbacks callbacks;
    private final Patience patience;
    private final CallLog log;
    private final Timings timings;

    Desk(
            Ground ground,
            Knobs knobs,
            Payer payer,
            Callbacks callbacks,
            Patience patience,
            CallLog log,
            Timings timings) {
        this.ground = ground;
        this.knobs = knobs;
        this.payer = payer;
        this.callbacks = callbacks;
        this.patience = patience;
        this.log = log;
        this.timings = timings;
    }

    Answer serve(Provider provider, Call call) {
        Instant at = ground.clock().instant();
        Provider.Asked asked = provider.asked(call);
        log.count(asked, provider.code());
        Struck struck = knobs.strike(place(provider, asked));
        struck.first(KnobName.LATENCY)
                .ifPresent(knob -> hold(provider, asked, knobs.latency(knob)));
        Answer answer = before(provider, call, asked, struck);
        int status =
                switch (answer) {
                    case Answer.Whole(var reply) -> reply.status();
                    case Answer.Dripped(var reply, _) -> reply.status();
                    case Answer.Dropped() -> 0;
                };
        log.add(
                new CallLog.Seen(
                        at,
                        provider.code(),
                        asked.operation(),
                        asked.orderNo(),
                        call.method(),
                        call.target(),
                        call.text(),
                        status,
                        struck.names()));
        return answer;
    }

    private void hold(Provider provider, Provider.Asked asked, Duration wait) {
        String account = asked.account();
        String orderNo = asked.orderNo();
        if (asked.operation() == Operation.PAY && account != null && orderNo != null) {
            timings.drawn(new Order.Key(provider.code(), account, orderNo), wait);
        }
        patience.sit(wait);
    }

    private Knob.Place place(Provider provider, Provider.Asked asked) {
        Long amount =
                order(provider, asked)
                        .map(order -> order.terms().amount())
                        .or(() -> refund(provider, asked).map(Refund::amount))
                        .orElse(asked.amount());
        return new Knob.Place(provider.code(), asked.operation(), asked.orderNo(), amount);
    }

    private Optional<Order> order(Provider provider, Provider.Asked asked) {
        return asked.account() == null
                ? Optional.empty()
                : ground.orders().find(provider.code(), asked.account(), asked.orderNo());
    }

    private Optional<Refund> refund(Provider provider, Provider.Asked asked) {
        return asked.account() == null
                ? Optional.empty()
                : ground.refunds().find(provider.code(), asked.account(), asked.orderNo());
    }

    /// What strikes before anything is done.
    private Answer before(Provider provider, Call call, Provider.Asked asked, Struck struck) {
        var hang = struck.first(KnobName.HANG_BEFORE);
        if (hang.isPresent()) {
            return hung(hang.get());
        }
        if (struck.has(KnobName.CLOSE_BEFORE)) {
            return new Answer.Dropped();
        }
        var broken = struck.first(KnobName.STATUS_BEFORE);
        if (broken.isPresent()) {
            return new Answer.Whole(page(broken.get()));
        }
        Twist twist = struck.twist(hidden(provider, asked, struck));
        var refuse = struck.first(KnobName.REFUSE);
        if (refuse.isPresent()) {
            Knob knob = refuse.get();
            return new Answer.Whole(provider.refuse(call, knob.code(), knob.status(), twist));
        }
        if (struck.has(KnobName.SHORT_OF_FUNDS)) {
            return new Answer.Whole(provider.refuse(call, provider.shortOfFunds(), null, twist));
        }
        return after(struck, act(provider, call, asked, struck, twist));
    }

    private boolean hidden(Provider provider, Provider.Asked asked, Struck struck) {
        var knob = struck.first(KnobName.NOT_FOUND);
        if (knob.isEmpty() || knob.get().ms() == null) {
            return knob.isPresent();
        }
        Instant now = ground.clock().instant();
        return order(provider, asked)
                .map(order -> order.terms().createdAt())
                .or(() -> refund(provider, asked).map(Refund::createdAt))
                .map(made -> made.plus(knob.get().pause(0)).isAfter(now))
                .orElse(false);
    }

    private Reply act(
            Provider provider, Call call, Provider.Asked asked, Struck struck, Twist twist) {
        if (struck.has(KnobName.PAID_AT_CLOSE)) {
            order(provider, asked).ifPresent(payer::pay);
        }
        Reply reply = provider.answer(call, twist);
        if (struck.has(KnobName.PAID_DESPITE_CLOSE)) {
            order(provider, asked).ifPresent(payer::payDespite);
        }
        if (struck.has(KnobName.CALLBACK_FIRST)) {
            order(provider, asked).ifPresent(payer::payAndTell);
        }
        if (asked.operation() == Operation.REFUND) {
            refund(provider, asked)
                    .filter(ground.refunds()::firstHeard)
                    .ifPresent(callbacks::start);
        }
        struck.first(KnobName.AUTO_PAY)
                .ifPresent(knob ->
                        order(provider, asked)
                                .ifPresent(order -> payer.payLater(order, knob.pause(0))));
        return reply;
    }

    /// What strikes when all is done.
    private Answer after(Struck struck, Reply reply) {
        var hang = struck.first(KnobName.HANG_AFTER);
        if (hang.isPresent()) {
            return hung(hang.get());
        }
        if (struck.has(KnobName.CLOSE_AFTER)) {
            return new Answer.Dropped();
        }
        var broken = struck.first(KnobName.STATUS_AFTER);
        if (broken.isPresent()) {
            return new Answer.Whole(page(broken.get()));
        }
        if (struck.has(KnobName.GARBAGE)) {
            return new Answer.Whole(
                    new Reply(200, Map.of("Content-Type", Reply.JSON), knobs.noise()));
        }
        var drip = struck.first(KnobName.DRIP);
        return drip.isPresent()
                ? new Answer.Dripped(reply, drip.get().pause(200))
                : new Answer.Whole(reply);
    }

    private Answer hung(Knob knob) {
        Duration wait = knob.pause(MINUTE);
        patience.sit(wait);
        return new Answer.Dropped();
    }

    private static Reply page(Knob knob) {
        int status = knob.status(502);
        return Reply.of(
                status,
                "text/html",
                "<html><head><title>%d</title></head><body>nginx</body></html>".formatted(status));
    }
}
