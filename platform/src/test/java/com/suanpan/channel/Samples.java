package com.suanpan.channel;

import com.suanpan.money.Money;
import com.suanpan.secret.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Accounts, orders and callbacks that tests of adapters start from.
public final class Samples {

    public static final String NUMBER = "26112315000000010000000001";
    public static final String REFUND_NUMBER = "26112315000000020000000007";
    public static final Instant NOW = Instant.parse("2026-11-23T07:00:00Z");

    private Samples() {}

    public static ChannelAccount account(String provider, Map<String, String> settings) {
        return account(provider, provider.toLowerCase(Locale.ROOT) + "-1", 1, settings);
    }

    public static ChannelAccount account(
            String provider, String code, long generation, Map<String, String> settings) {
        Map<String, Secret> secrets =
                settings.entrySet().stream()
                        .collect(
                                Collectors.toMap(Map.Entry::getKey, e -> new Secret(e.getValue())));
        return new ChannelAccount(
                code, "an account", provider, generation, secrets, true, 100, null, Set.of());
    }

    public static StartOrder order(String number, Money amount, Instant now) {
        return new StartOrder(
                number,
                amount,
                "一杯咖啡 & more",
                null,
                now,
                now.plusSeconds(1800),
                URI.create("https://pay.example.com/callback/x/x-1/payment"),
                URI.create("https://pay.example.com/return/x/x-1"),
                "payer-1",
                "203.0.113.7");
    }

    public static FlowRef flow(String number, Money amount) {
        return new FlowRef(number, null, amount, NOW);
    }

    /// A refund of 30.00 of what the flow was paid.
    public static RefundOrder refund(FlowRef payment) {
        return new RefundOrder(
                REFUND_NUMBER,
                payment,
                Money.cny(3000),
                "不想要了",
                NOW,
                URI.create("https://pay.example.com/callback/x/x-1/refund"));
    }

    public static RawCallback callback(Map<String, String> headers, byte[] body) {
        return new RawCallback(
                "POST",
                headers.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        e -> e.getKey().toLowerCase(Locale.ROOT),
                                        e -> List.of(e.getValue()))),
                "",
                body);
    }
}
