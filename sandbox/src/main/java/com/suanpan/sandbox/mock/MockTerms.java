package com.suanpan.sandbox.mock;

import com.suanpan.sandbox.Account;
import com.suanpan.sandbox.Ground;
import com.suanpan.sandbox.Json;
import com.suanpan.sandbox.Terms;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// Reads what a merchant asks for in `/mock/pay`; anything wrong is an `IllegalArgumentException`.
final class MockTerms {

    static final String NUMBER = "[0-9A-Za-z_-]{1,32}";
    private static final long MAX_AMOUNT = 10_000_000_000L;

    private MockTerms() {}

    static Terms read(Ground ground, Account account, ObjectNode body) {
        String orderNo = text(body, "order_no", NUMBER);
        long amount = amount(body);
        Instant now = ground.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        String expires = Json.text(body, "expires_at");
        return new Terms(
                Mock.CODE,
                account.number(),
                orderNo,
                ground.serials().number("9001"),
                ground.serials().hex(16),
                fields(body).toString(),
                text(body, "scene", "QR|PAGE"),
                amount,
                text(body, "currency", "CNY"),
                text(body, "subject", "(?s).{1,128}"),
                text(body, "notify_url", "https?://.+"),
                Json.text(body, "return_url"),
                now,
                expires == null
                        ? now.plus(Duration.ofHours(2))
                        : OffsetDateTime.parse(expires).toInstant(),
                Map.of());
    }

    static long amount(ObjectNode body) {
        require(body.path("amount").isIntegralNumber(), "amount");
        long amount = body.path("amount").asLong();
        require(amount >= 1 && amount <= MAX_AMOUNT, "amount");
        return amount;
    }

    static Map<String, String> fields(ObjectNode body) {
        Map<String, String> fields = new TreeMap<>();
        body.propertyStream().forEach(f -> fields.put(f.getKey(), f.getValue().toString()));
        return fields;
    }

    static String text(ObjectNode body, String field, String form) {
        String value = Json.text(body, field);
        require(value != null && value.matches(form), field);
        return Objects.requireNonNull(value);
    }

    static void require(boolean holds, String field) {
        if (!holds) {
            throw new IllegalArgumentException(field + " is missing or wrong");
        }
    }
}
