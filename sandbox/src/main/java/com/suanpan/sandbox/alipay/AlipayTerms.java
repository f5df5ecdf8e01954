package com.suanpan.sandbox.alipay;

import com.suanpan.sandbox.Account;
import com.suanpan.sandbox.Ground;
import com.suanpan.sandbox.Json;
import com.suanpan.sandbox.Serials;
import com.suanpan.sandbox.Terms;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Reads what a merchant asks for when a trade starts.
final class AlipayTerms {

    static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private static final Duration LONGEST = Duration.ofDays(15);

    private final Ground ground;

    AlipayTerms(Ground ground) {
        this.ground = ground;
    }

    /// The business content of a call.
    static ObjectNode content(Map<String, String> parameters) {
        try {
            return Json.object(parameters.getOrDefault("biz_content", "{}"));
        } catch (IllegalArgumentException e) {
            throw new AlipayFault("ACQ.INVALID_PARAMETER", "biz_content");
        }
    }

    Terms read(Account account, AlipayMethod method, Map<String, String> parameters) {
        ObjectNode content = content(parameters);
        String product = Json.text(content, "product_code");
        check(
                product == null ? !method.needsProduct() : product.equals(method.product()),
                "product_code");
        String seller = Json.text(content, "seller_id");
        check(seller == null || seller.equals(account.fact("seller_id")), "seller_id");
        check(method != AlipayMethod.CREATE || hasBuyer(content), "buyer_id");
        String notifyUrl = parameters.getOrDefault("notify_url", "");
        check(notifyUrl.isEmpty() || notifyUrl.matches("https?://.{1,240}"), "notify_url");
        String returnUrl = parameters.get("return_url");
        Instant now = ground.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        return new Terms(
                Alipay.CODE,
                account.number(),
                text(content, "out_trade_no", "[0-9A-Za-z_]{1,64}"),
                ground.serials().number("") + "22001414",
                ground.serials().hex(16),
                content + " " + notifyUrl + " " + returnUrl,
                method.name(),
                Yuan.fen(Json.text(content, "total_amount")),
                "CNY",
                text(content, "subject", "[^/=&]{1,256}"),
                notifyUrl,
                returnUrl,
                now,
                expiry(content, now, method),
                more(content));
    }

    private static boolean hasBuyer(ObjectNode content) {
        return Json.text(content, "buyer_id") != null
                || Json.text(content, "buyer_open_id") != null;
    }

    private static Instant expiry(ObjectNode content, Instant now, AlipayMethod method) {
        Duration longest = method == AlipayMethod.PRECREATE ? Duration.ofHours(2) : LONGEST;
        String at = Json.text(content, "time_expire");
        if (at != null) {
            try {
                Instant expires = LocalDateTime.parse(at, SECOND).atZone(Serials.CHINA).toInstant();
                check(expires.isAfter(now), "time_expire");
                return expires;
            } catch (DateTimeParseException e) {
                throw new AlipayFault("ACQ.INVALID_PARAMETER", "time_expire");
            }
        }
        String within = Json.text(content, "timeout_express");
        if (within == null) {
            return now.plus(longest);
        }
        check(within.matches("[1-9][0-9]{0,4}[mhd]"), "timeout_express");
        long count = Long.parseLong(within.substring(0, within.length() - 1));
        return switch (within.charAt(within.length() - 1)) {
            case 'm' -> now.plus(Duration.ofMinutes(count));
            case 'h' -> now.plus(Duration.ofHours(count));
            default -> now.plus(Duration.ofDays(count));
        };
    }

    private static Map<String, String> more(ObjectNode content) {
        Map<String, String> more = new TreeMap<>();
        for (String name : new String[] {"body", "passback_params", "buyer_id", "buyer_open_id"}) {
            String value = Json.text(content, name);
            if (value != null && !value.isEmpty()) {
                more.put(name, value);
            }
        }
        return more;
    }

    private static String text(ObjectNode content, String field, String form) {
        @Nullable String value = Json.text(content, field);
        check(value != null && value.matches(form), field);
        return Objects.requireNonNull(value);
    }

    private static void check(boolean holds, String field) {
        if (!holds) {
            throw new AlipayFault("ACQ.INVALID_PARAMETER", "参数无效 " + field);
        }
    }
}
