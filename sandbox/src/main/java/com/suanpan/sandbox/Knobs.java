package com.suanpan.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// All knobs that are set. Chances, waits and noise are drawn from one seed, in the order in which calls
/// come.
final class Knobs {

    private final Map<Integer, Knob> knobs = new TreeMap<>();
    private final SplittableRandom random;
    private int last;

    Knobs(long seed) {
        random = new SplittableRandom(seed);
    }

    synchronized Knob set(Knob knob) {
        Operation on = knob.on();
        if (on != null && !knob.knob().possible().contains(on)) {
            throw new IllegalArgumentException(knob.knob() + " cannot be on " + on);
        }
        if (knob.knob() == KnobName.OTHER_AMOUNT && knob.otherAmount() == null) {
            throw new IllegalArgumentException("other_amount is missing");
        }
        if (knob.count() != null && knob.count() < 1) {
            throw new IllegalArgumentException("count is at least 1");
        }
        last++;
        Knob numbered = knob.numbered("k" + last, knob.count());
        knobs.put(last, numbered);
        return numbered;
    }

    synchronized List<Knob> all() {
        return List.copyOf(knobs.values());
    }

    synchronized void remove(@Nullable String id) {
        knobs.values().removeIf(knob -> id == null || id.equals(knob.id()));
    }

    Struck strike(Knob.Place place) {
        return strike(place, _ -> true);
    }

    /// The wanted knobs that strike here; each that does is used up by one.
    synchronized Struck strike(Knob.Place place, Predicate<KnobName> wanted) {
        List<Knob> struck = new ArrayList<>();
        for (Integer number : List.copyOf(knobs.keySet())) {
            Knob knob = Objects.requireNonNull(knobs.get(number));
            if (wanted.test(knob.knob()) && knob.strikes(place) && luck(knob.chance())) {
                struck.add(knob);
                use(number, knob);
            }
        }
        return new Struck(struck);
    }

    private boolean luck(@Nullable Double chance) {
        return chance == null || random.nextDouble() < chance;
    }

    private void use(Integer number, Knob knob) {
        Integer left = knob.count();
        if (left == null) {
            return;
        }
        if (left == 1) {
            knobs.remove(number);
        } else {
            knobs.put(number, knob.numbered(Objects.requireNonNull(knob.id()), left - 1));
        }
    }

    /// The wait that a `LATENCY` knob asks for: constant, or log-normal about a median.
    synchronized Duration latency(Knob knob) {
        if (knob.medianMs() == null) {
            return knob.pause(0);
        }
        double sigma = Objects.requireNonNullElse(knob.sigma(), 0.5);
        double ms = knob.medianMs() * Math.exp(sigma * random.nextGaussian());
        return Duration.ofMillis(Math.round(ms));
    }

    synchronized byte[] noise() {
        byte[] bytes = new byte[64];
        random.nextBytes(bytes);
        return bytes;
    }
}
