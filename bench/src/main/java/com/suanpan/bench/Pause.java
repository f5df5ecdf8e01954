package com.suanpan.bench;

import java.time.Duration;

/// Waiting, for a program that has nothing better to do.
public final class Pause {

    private Pause() {}

    public static void of(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Halt("interrupted");
        }
    }
}
