package com.suanpan.bench.load;

import java.util.Map;

/// The platform's own counters at one instant, by their Prometheus names; empty where it shows none.
record Counters(Map<String, Double> values) {

    static final Counters NONE = new Counters(Map.of());
}
