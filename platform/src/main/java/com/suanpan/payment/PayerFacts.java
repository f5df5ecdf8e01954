package com.suanpan.payment;

import org.jspecify.annotations.Nullable;

/// What is known of the payer when an attempt starts: the id at the provider, the device, the address.
public record PayerFacts(
        @Nullable String payerId, @Nullable String deviceId, @Nullable String clientIp) {}
