package com.suanpan.sandbox.mock;

import com.suanpan.sandbox.Account;
import com.suanpan.sandbox.Booked;
import com.suanpan.sandbox.Ground;
import com.suanpan.sandbox.Order;
import com.suanpan.sandbox.Refund;
import com.suanpan.sandbox.Refunds;
import com.suanpan.sandbox.Twist;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The refunds of the mock provider's merchants; anything wrong is an `IllegalArgumentException`.
final class MockRefunds {

    private final Ground ground;

    MockRefunds(Ground ground) {
        this.ground = ground;
    }

    /// An answer before it is signed.
    record Said(int status, Map<String, Object> words) {}

    Said answer(Account account, String path, ObjectNode body, Twist twist) {
        return switch (path) {
            case "/mock/refund" -> taken(account, body, twist);
            case "/mock/refund_query" -> asked(account, body, twist);
            default -> new Said(400, MockWords.problem("PARAM_ERROR", "no such call"));
        };
    }

    private Said taken(Account account, ObjectNode body, Twist twist) {
        String orderNo = MockTerms.text(body, "order_no", MockTerms.NUMBER);
        var wish =
                new Refunds.Wish(
                        MockTerms.text(body, "refund_no", MockTerms.NUMBER),
                        MockTerms.amount(body),
                        MockTerms.fields(body).toString(),
                        MockTerms.text(body, "notify_url", "https?://.+"));
        MockTerms.text(body, "currency", "CNY");
        Optional<Order> order = ground.orders().find(Mock.CODE, account.number(), orderNo);
        if (order.filter(Order::isPaid).isEmpty()) {
            return refused("no such paid order");
        }
        return switch (ground.refunds().book(order.get(), wish, "9002", twist)) {
            case Booked.Fresh(var refund) -> told(refund, twist);
            case Booked.Same(var refund) -> told(refund, twist);
            case Booked.Used _ ->
                    new Said(409, MockWords.problem("REFUND_CONFLICT", "number used"));
            case Booked.TooMuch _ -> refused("more than is left");
        };
    }

    private Said asked(Account account, ObjectNode body, Twist twist) {
        String orderNo = MockTerms.text(body, "order_no", MockTerms.NUMBER);
        String refundNo = MockTerms.text(body, "refund_no", MockTerms.NUMBER);
        return ground.refunds()
                .find(Mock.CODE, account.number(), refundNo)
                .filter(refund -> refund.orderNo().equals(orderNo) && !twist.hidden())
                .map(refund -> told(refund, twist))
                .orElseGet(() ->
                        new Said(404, MockWords.problem("REFUND_NOT_FOUND", "no such refund")));
    }

    private Said told(Refund refund, Twist twist) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("code", "SUCCESS");
        words.putAll(MockWords.refund(refund, refund.state(ground.clock().instant()), twist));
        return new Said(200, words);
    }

    private static Said refused(String why) {
        return new Said(403, MockWords.problem("REFUSED", why));
    }
}
