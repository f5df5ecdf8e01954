package com.suanpan.bench.load;

import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/// What a run says while it lasts; its figures come at the end.
public final class Screen {

    private final PrintStream out;
    private final long began = System.nanoTime();

    public Screen(PrintStream out) {
        this.out = out;
    }

    public synchronized void say(String text) {
        out.printf("%6.1f s  %s%n", (System.nanoTime() - began) / 1e9, text);
        out.flush();
    }

    void progress(double aSecond, long inFlight, Map<String, LongAdder> troubles) {
        String wrong =
                troubles.entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue())
                        .collect(Collectors.joining(", "));
        say(
                "%5.0f a second, %d in flight%s"
                        .formatted(aSecond, inFlight, wrong.isEmpty() ? "" : ", in all " + wrong));
    }

    public synchronized void plain(String text) {
        out.println(text);
        out.flush();
    }
}
