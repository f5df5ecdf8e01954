package com.suanpan.channel;

import com.suanpan.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The catalogue (通道目录) of what we can speak: every pay method's handler, and every provider's.
@Component
public final class Channels {

    private final SequencedMap<String, PaymentHandler> byMethod;
    private final SequencedMap<String, List<PaymentHandler>> byProvider;

    /// Refuses two handlers of one pay method.
    Channels(List<PaymentHandler> handlers) {
        this.byMethod =
                handlers.stream()
                        .collect(
                                Collectors.toMap(
                                        h -> h.method().code(),
                                        h -> h,
                                        Channels::refuseDouble,
                                        TreeMap::new));
        this.byProvider =
                byMethod.values().stream()
                        .collect(
                                Collectors.groupingBy(
                                        h -> h.method().provider(),
                                        TreeMap::new,
                                        Collectors.toUnmodifiableList()));
    }

    /// The handler of a pay method.
    public Optional<PaymentHandler> handler(String methodCode) {
        return Optional.ofNullable(byMethod.get(methodCode));
    }

    /// A handler of this provider, for what all its scenes share: asking, closing, callbacks.
    public Optional<PaymentHandler> provider(String provider) {
        return handlersOf(provider).stream().findFirst();
    }

    /// The handlers of a provider by pay method; empty if we do not speak it.
    public List<PaymentHandler> handlersOf(String provider) {
        return byProvider.getOrDefault(provider, List.of());
    }

    /// The codes of all providers that we speak.
    public List<String> providers() {
        return List.copyOf(byProvider.keySet());
    }

    boolean isMethodOf(String provider, String methodCode) {
        return handler(methodCode).filter(h -> h.method().provider().equals(provider)).isPresent();
    }

    /// What is wrong with settings for this provider: each that is missing, blank or unknown, by name,
    /// never its value.
    List<String> faults(String provider, Map<String, Secret> settings) {
        List<Setting> known = provider(provider).map(PaymentHandler::settings).orElse(List.of());
        List<String> faults = new ArrayList<>();
        known.stream()
                .filter(s -> s.required() && isBlank(settings.get(s.name())))
                .forEach(s -> faults.add("setting " + s.name() + " is missing: " + s.meaning()));
        settings.keySet().stream()
                .sorted()
                .filter(name -> known.stream().noneMatch(s -> s.name().equals(name)))
                .forEach(name -> faults.add("setting " + name + " is none of " + provider));
        return faults;
    }

    private static boolean isBlank(@Nullable Secret value) {
        return value == null || value.reveal().isBlank();
    }

    private static PaymentHandler refuseDouble(PaymentHandler one, PaymentHandler other) {
        throw new IllegalStateException(
                "pay method %s has two handlers: %s and %s"
                        .formatted(
                                one.method(),
                                one.getClass().getName(),
                                other.getClass().getName()));
    }
}
