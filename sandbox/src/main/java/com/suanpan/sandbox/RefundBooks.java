package com.suanpan.sandbox;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What the sandbox believes of refunds, for people and for those who compare books.
final class RefundBooks {

    private final Ground ground;
    private final CallLog calls;
    private final CallbackLog sent;

    RefundBooks(Ground ground, CallLog calls, CallbackLog sent) {
        this.ground = ground;
        this.calls = calls;
        this.sent = sent;
    }

    List<Map<String, Object>> refunds(Map<String, String> query) {
        return ground.refunds().all().stream()
                .filter(refund -> is(query.get("provider"), refund.provider()))
                .filter(refund -> is(query.get("order"), refund.orderNo()))
                .filter(refund -> is(query.get("refund"), refund.refundNo()))
                .map(this::view)
                .toList();
    }

    /// All refunds, a line each: number, payment's number, state, amount in fen, and how often it was
    /// asked for.
    Reply record() {
        Instant now = ground.clock().instant();
        StringBuilder lines = new StringBuilder();
        for (Refund refund : ground.refunds().all()) {
            lines.append(refund.refundNo()).append(' ').append(refund.orderNo());
            lines.append(' ').append(refund.state(now)).append(' ').append(refund.amount());
            lines.append(' ')
                    .append(calls.counts(refund.provider(), refund.refundNo(), Operation.REFUND));
            lines.append('\n');
        }
        return Reply.of(200, "text/plain; charset=utf-8", lines.toString());
    }

    /// The one refund that a call means.
    Refund refund(ObjectNode body) {
        List<Refund> found =
                ground.refunds()
                        .numbered(Control.required(body, "refund"), Json.text(body, "provider"));
        if (found.size() != 1) {
            throw new Refusal(404, "REFUND_NOT_FOUND", found.size() + " refunds have this number");
        }
        return found.getFirst();
    }

    private Map<String, Object> view(Refund refund) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("provider", refund.provider());
        view.put("account", refund.account());
        view.put("refund_no", refund.refundNo());
        view.put("refund_trade_no", refund.refundTradeNo());
        view.put("order_no", refund.orderNo());
        view.put("amount", refund.amount());
        view.put("state", refund.state(ground.clock().instant()));
        view.put("created_at", refund.createdAt());
        view.put("due_at", refund.dueAt());
        view.put("calls", calls.counts(refund.provider(), refund.refundNo()));
        view.put(
                "callbacks",
                Map.of("sent", sent.count(refund.key()), "acknowledged", refund.acknowledged()));
        return view;
    }

    private static boolean is(@Nullable String wanted, String value) {
        return wanted == null || wanted.equals(value);
    }
}
