package com.suanpan.sandbox;

import java.net.URI;
import java.time.Clock;

/// What every provider stands on. `base` is the sandbox's own address, without a slash at the end.
public record Ground(
        URI base,
        Clock clock,
        Orders orders,
        Refunds refunds,
        Accounts accounts,
        Consents consents,
        ProviderKeys keys,
        Serials serials) {

    /// The address of an order's page for the payer.
    public String payerPage(Order order) {
        return base + PayerDoor.path(order);
    }
}
