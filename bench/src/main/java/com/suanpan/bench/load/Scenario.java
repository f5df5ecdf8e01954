package com.suanpan.bench.load;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// What is loaded, and how.
enum Scenario {
    /// The whole road of a payment: pay call, channel call, callback, notice. The provider answers at once.
    MOCK("MOCK", "MOCK_QR"),

    /// The same with a provider that takes its time, as providers do.
    MOCK_LATENCY("MOCK", "MOCK_QR"),

    /// Pay calls alone: a page is signed with RSA, nobody is called.
    ALIPAY_WAP("ALIPAY", "ALIPAY_WAP"),

    /// The whole road, signed with RSA both ways.
    WECHAT_NATIVE("WECHAT", "WECHAT_NATIVE"),

    /// Orders that wait are paid all at once, at a rate.
    CALLBACKS("MOCK", "MOCK_QR"),

    /// Ten times more than usual, twice more than can be carried, for a minute.
    BURST("MOCK", "MOCK_QR"),

    /// The commit path alone, in one process with a real PostgreSQL: batched against one by one.
    COMMITS("MOCK", "MOCK_QR"),

    /// Postings between hot accounts alone, in one process with a real PostgreSQL.
    LEDGER("MOCK", "MOCK_QR"),

    /// Control: `mock` with batches of one.
    ONE_BY_ONE("MOCK", "MOCK_QR"),

    /// Control: `mock` where the callback is answered after its notice was delivered.
    INLINE_NOTICE("MOCK", "MOCK_QR");

    private static final Duration SLOW_MERCHANT = Duration.ofMillis(200);

    private final String provider;
    private final String payMethod;

    Scenario(String provider, String payMethod) {
        this.provider = provider;
        this.payMethod = payMethod;
    }

    /// As it is typed: `mock-latency`.
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String provider() {
        return provider;
    }

    String payMethod() {
        return payMethod;
    }

    /// Whether a payment ends with its notice; otherwise with its answer.
    boolean isWhole() {
        return this != ALIPAY_WAP;
    }

    /// Whether the payer pays as soon as the order is placed.
    boolean paysAtOnce() {
        return isWhole() && this != CALLBACKS;
    }

    /// Whether the provider hears of an order before its payer does.
    boolean callsProvider() {
        return this != ALIPAY_WAP;
    }

    /// How long a merchant takes over a notice.
    Duration merchantTakes() {
        return this == INLINE_NOTICE ? SLOW_MERCHANT : Duration.ZERO;
    }

    /// The main class that starts the platform, by name: only its own process has its classes.
    String platform() {
        return switch (this) {
            case MOCK, MOCK_LATENCY, ALIPAY_WAP, WECHAT_NATIVE, CALLBACKS, BURST, COMMITS, LEDGER ->
                    "com.suanpan.Suanpan";
            case ONE_BY_ONE -> OneByOne.class.getName();
            case INLINE_NOTICE -> InlineNotice.class.getName();
        };
    }

    /// Settings of the platform that belong to the scenario.
    List<String> settings() {
        // a page that nobody opens would be asked about for minutes, by calls that are none of the
        // scenario's
        return this == ALIPAY_WAP ? List.of("suanpan.jobs=false") : List.of();
    }
}
