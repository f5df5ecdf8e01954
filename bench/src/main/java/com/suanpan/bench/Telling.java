package com.suanpan.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;

/// What is told on the screen: chapters, and what each witness says, held against what was expected.
final class Telling {

    /// So long a witness may take to come round to what is expected.
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final Duration LOOK = Duration.ofMillis(40);

    private final PrintStream screen;
    private final Duration patience;
    private int chapters;
    private int failures;
    private volatile boolean silent;

    Telling(PrintStream screen) {
        this(screen, PATIENCE);
    }

    Telling(PrintStream screen, Duration patience) {
        this.screen = screen;
        this.patience = patience;
    }

    void line(String text) {
        if (!silent) {
            screen.println(text);
            screen.flush();
        }
    }

    void fact(String name, String value) {
        line("   %-10s %s".formatted(name, value));
    }

    void chapter(String title) {
        chapters++;
        line("");
        line("%d  %s".formatted(chapters, title));
    }

    void tell(String text) {
        line("   " + text);
    }

    /// Looks at a witness until it says what is expected, or patience is over.
    void check(String witness, String expected, Supplier<String> found) {
        check(witness, expected, found, () -> "");
    }

    /// The same; `remark` is added where it came out as expected.
    void check(String witness, String expected, Supplier<String> found, Supplier<String> remark) {
        long until = System.nanoTime() + patience.toNanos();
        String said = found.get();
        while (!said.equals(expected) && System.nanoTime() < until) {
            Pause.of(LOOK);
            said = found.get();
        }
        if (said.equals(expected)) {
            line("   ✓ %-9s %-50s %s".formatted(witness, said, remark.get()).stripTrailing());
        } else {
            failed("%-9s expected: %s; found: %s".formatted(witness, expected, said));
        }
    }

    /// Something did not come out as told.
    void failed(String what) {
        failures++;
        line("   ✗ " + what);
    }

    int failures() {
        return failures;
    }

    /// Nothing is told from now on, for the end has been told.
    void end(String lastWords) {
        line(lastWords);
        silent = true;
    }
}
