package com.suanpan.sandbox;

import java.util.Map;
import java.util.Objects;

/// A merchant's account at a provider. `number` is the merchant number there; `facts` are the
/// provider's own: application id, the merchant's keys.
public record Account(String provider, String number, String name, Map<String, String> facts) {

    public String fact(String name) {
        return Objects.requireNonNull(facts.get(name), name);
    }

    @Override
    public String toString() {
        return provider + " " + number;
    }
}
