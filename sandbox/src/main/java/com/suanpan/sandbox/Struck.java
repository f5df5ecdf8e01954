package com.suanpan.sandbox;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The knobs that struck one call or callback.
record Struck(List<Knob> knobs) {

    Struck {
        knobs = List.copyOf(knobs);
    }

    Optional<Knob> first(KnobName name) {
        return knobs.stream().filter(knob -> knob.knob() == name).findFirst();
    }

    boolean has(KnobName name) {
        return first(name).isPresent();
    }

    List<String> names() {
        return knobs.stream().map(knob -> knob.knob().name()).toList();
    }

    /// What these knobs do to words that are said.
    Twist twist(boolean hidden) {
        return new Twist(
                seal(),
                has(KnobName.OTHER_KEY),
                first(KnobName.CLOCK_SKEW)
                        .map(knob -> Objects.requireNonNullElse(knob.seconds(), 600L))
                        .orElse(0L),
                first(KnobName.UNDEFINED_STATUS)
                        .map(knob -> Objects.requireNonNullElse(knob.value(), "SOMETHING_NEW"))
                        .orElse(null),
                null,
                has(KnobName.SWAPPED_STATUS),
                first(KnobName.OTHER_AMOUNT).map(Knob::otherAmount).orElse(null),
                hidden,
                has(KnobName.STRICT_PAYER),
                first(KnobName.REFUND_ENDS)
                        .map(knob -> new Settling(end(knob.value()), knob.pause(0)))
                        .orElse(Settling.WELL));
    }

    private static RefundState end(@Nullable String value) {
        return value == null ? RefundState.DONE : RefundState.valueOf(value);
    }

    private Seal seal() {
        if (has(KnobName.UNSIGNED)) {
            return Seal.NONE;
        }
        if (has(KnobName.SIGNTEST)) {
            return Seal.PROBE;
        }
        return has(KnobName.BAD_SIGNATURE) ? Seal.SPOILED : Seal.GENUINE;
    }
}
