package com.suanpan.gateway;

import java.util.function.Supplier;

/// The place (位子) of one merchant's call in its gate, given back for as long as a channel has the call.
public final class Place {

    private static final ScopedValue<Place> MINE = ScopedValue.newInstance();

    private final Gate gate;
    private final long began;
    private long awayNanos;
    private boolean refusedInside;

    private Place(Gate gate) {
        this.gate = gate;
        this.began = System.nanoTime();
    }

    /// Does something that takes as long as somebody else likes, a channel or another call: it is no
    /// work of ours, so it neither keeps the call's place nor counts as our slowness. A thread that works
    /// on no merchant's call just does it.
    public static <R> R leftFor(Supplier<R> foreign) {
        return MINE.isBound() ? MINE.get().left(foreign) : foreign.get();
    }

    /// Works on a call that entered this gate, and leaves it, however the work ends.
    static <R> R in(Gate gate, Supplier<R> work) {
        Place place = new Place(gate);
        try {
            return ScopedValue.where(MINE, place).call(work::get);
        } finally {
            long now = System.nanoTime();
            gate.leave(now, now - place.began - place.awayNanos, place.refusedInside);
        }
    }

    /// The call that this thread works on was refused for want of room further in.
    static void refusedInside() {
        if (MINE.isBound()) {
            MINE.get().refusedInside = true;
        }
    }

    private <R> R left(Supplier<R> foreign) {
        long left = System.nanoTime();
        gate.away();
        try {
            return foreign.get();
        } finally {
            gate.back();
            awayNanos += System.nanoTime() - left;
        }
    }
}
