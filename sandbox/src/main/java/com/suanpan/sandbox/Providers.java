package com.suanpan.sandbox;

import java.util.List;
import java.util.Optional;

/// The providers that we play.
record Providers(List<Provider> all) {

    Providers {
        all = List.copyOf(all);
    }

    Provider named(String code) {
        return all.stream()
                .filter(provider -> provider.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no provider " + code));
    }

    Provider of(Order order) {
        return named(order.terms().provider());
    }

    Optional<Provider> serving(Call call) {
        return all.stream().filter(provider -> provider.serves(call)).findFirst();
    }
}
