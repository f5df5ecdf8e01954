package com.suanpan.gateway;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// The gates (闸口) of merchants' calls, one a kind.
@Component
@EnableConfigurationProperties(GatewayLimits.class)
final class Gates {

    private final Map<CallKind, Gate> gates = new EnumMap<>(CallKind.class);

    Gates(GatewayLimits limits, GatewayMeters meters) {
        for (CallKind kind : CallKind.values()) {
            Gate gate = new Gate(new AdaptiveLimit(limits.of(kind)), limits.callsInFlight());
            gates.put(kind, gate);
            meters.watch(kind, gate);
        }
    }

    Gate of(CallKind kind) {
        return Objects.requireNonNull(gates.get(kind));
    }
}
