package com.suanpan.outbound;

import java.time.Instant;
import java.util.List;

/// Where alerts are kept until they are sent; joins a transaction that runs.
@FunctionalInterface
interface AlertBook {

    /// At most one alert a kind and subject.
    void add(List<Alert> alerts, Instant now);
}
