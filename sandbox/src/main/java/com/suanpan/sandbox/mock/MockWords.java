package com.suanpan.sandbox.mock;

import com.suanpan.sandbox.Order;
import com.suanpan.sandbox.Refund;
import com.suanpan.sandbox.RefundState;
import com.suanpan.sandbox.Serials;
import com.suanpan.sandbox.Terms;
import com.suanpan.sandbox.Twist;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the mock provider says.
final class MockWords {

    private MockWords() {}

    static Map<String, Object> problem(String code, String message) {
        return Map.of("code", code, "message", message);
    }

    /// An order; what only a payment brings is absent before it.
    static Map<String, Object> order(Order truth, Twist twist) {
        Order order = twist.seen(truth);
        Terms terms = order.terms();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("code", "SUCCESS");
        view.put("merchant_no", terms.account());
        view.put("order_no", terms.orderNo());
        if (order.isPaid()) {
            view.put("trade_no", terms.tradeNo());
        }
        view.put("amount", terms.amount());
        view.put("currency", terms.currency());
        view.put("status", twist.status(order.state().name()));
        if (order.isPaid()) {
            view.put("paid_at", time(order.paidTime()));
            view.put("payer", order.payerId());
        }
        return view;
    }

    private static String time(Instant at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                at.truncatedTo(ChronoUnit.SECONDS).atZone(Serials.CHINA));
    }

    /// A refund in this state, without a code.
    static Map<String, Object> refund(Refund refund, RefundState state, Twist twist) {
        Long lie = twist.amount();
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("merchant_no", refund.account());
        said.put("order_no", refund.orderNo());
        said.put("refund_no", refund.refundNo());
        said.put("refund_trade_no", refund.refundTradeNo());
        said.put("amount", lie == null ? refund.amount() : lie);
        said.put("currency", "CNY");
        said.put(
                "status",
                twist.status(
                        switch (state) {
                            case PROCESSING -> "PROCESSING";
                            case DONE -> "REFUNDED";
                            case FAILED -> "FAILED";
                            case STUCK -> "STUCK";
                        }));
        if (state == RefundState.DONE) {
            said.put("refunded_at", time(refund.dueAt()));
        }
        return said;
    }
}
