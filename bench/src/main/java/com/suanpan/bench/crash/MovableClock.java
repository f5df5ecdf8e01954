package com.suanpan.bench.crash;

import com.suanpan.bench.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A clock that a file sets wrong: the system's, and as many seconds later as the file says. Every process
/// that follows the same file has the same time, within a few milliseconds.
final class MovableClock extends Clock {

    private static final Duration LOOK = Duration.ofMillis(10);

    private final Clock right = Clock.systemUTC();
    private final Path file;
    private volatile Duration offset = Duration.ZERO;

    private MovableClock(Path file) {
        this.file = file;
    }

    static MovableClock following(Path file) {
        MovableClock clock = new MovableClock(file);
        clock.look();
        Thread.ofPlatform().daemon().name("clock").start(clock::follow);
        return clock;
    }

    /// Sets all clocks that follow this file.
    static void set(Path file, Duration offset) throws IOException {
        Path fresh = Files.writeString(file.resolveSibling("clock.new"), offset.toSeconds() + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private void follow() {
        while (true) {
            Pause.of(LOOK);
            look();
        }
    }

    private void look() {
        try {
            if (Files.exists(file)) {
                offset = Duration.ofSeconds(Long.parseLong(Files.readString(file).strip()));
            }
        } catch (IOException e) {
            System.err.println("clock: " + e);
        }
    }

    @Override
    public Instant instant() {
        return right.instant().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("nobody asks for it");
    }
}
