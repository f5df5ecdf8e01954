package com.suanpan.bench.load;

import java.util.Locale;

/// What is loaded, and with what.
enum Scenario {
    /// The whole road of a payment, with a provider that answers at once.
    MOCK("MOCK", "MOCK_QR", true);

    private final String provider;
    private final String payMethod;
    private final boolean whole;

    Scenario(String provider, String payMethod, boolean whole) {
        this.provider = provider;
        this.payMethod = payMethod;
        this.whole = whole;
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

    /// Whether payers pay, and a payment ends with its notice; otherwise it ends with its answer.
    boolean isWhole() {
        return whole;
    }
}
