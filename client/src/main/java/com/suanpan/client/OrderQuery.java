package com.suanpan.client;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which order? By the merchant's number or by Suanpan's. Asking changes nothing and may be repeated.
public record OrderQuery(Name name, String number) {

    /// Whose number it is.
    public enum Name {
        ORDER_NO("order_no"),
        PAY_ORDER_NO("pay_order_no");

        private final String field;

        Name(String field) {
            this.field = field;
        }
    }

    public OrderQuery {
        if (number.isEmpty()) {
            throw new IllegalArgumentException("an order has a number");
        }
    }

    /// By the merchant's own number (商户订单号).
    public static OrderQuery ofOrderNo(String orderNo) {
        return new OrderQuery(Name.ORDER_NO, orderNo);
    }

    /// By Suanpan's number (平台订单号).
    public static OrderQuery ofPayOrderNo(String payOrderNo) {
        return new OrderQuery(Name.PAY_ORDER_NO, payOrderNo);
    }

    /// The order that a call is about; empty if it names none.
    static Optional<OrderQuery> of(Map<String, ?> fields) {
        for (Name name : Name.values()) {
            @Nullable Object number = fields.get(name.field);
            if (number instanceof String text && !text.isEmpty()) {
                return Optional.of(new OrderQuery(name, text));
            }
        }
        return Optional.empty();
    }

    Map<String, String> fields() {
        return Map.of(name.field, number);
    }

    boolean isAbout(Order order) {
        return order.field(name.field).filter(number::equals).isPresent();
    }
}
