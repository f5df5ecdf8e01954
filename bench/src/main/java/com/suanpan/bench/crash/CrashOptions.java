package com.suanpan.bench.crash;

import com.suanpan.bench.Halt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was typed after `crash-test`.
///
/// @param kills how often the server is killed, if there is no other disaster
/// @param lasting how long a disaster that lasts does so
/// @param seed of what callers do and when death comes; one is drawn if none is given
record CrashOptions(
        int kills, long seed, @Nullable Disaster disaster, Duration lasting, @Nullable Path json) {

    private static final String USAGE =
            "usage: ./suanpan crash-test [--kills N | --disaster %s [--seconds N]] [--seed S] [--json FILE]"
                    .formatted(Disaster.words());
    private static final int USUAL_KILLS = 5;
    private static final Duration USUALLY_LASTING = Duration.ofMinutes(1);

    static CrashOptions of(String... typed) {
        int kills = USUAL_KILLS;
        long seed = System.nanoTime() % 1_000_000;
        Disaster disaster = null;
        Duration lasting = USUALLY_LASTING;
        Path json = null;
        List<String> words = new ArrayList<>(List.of(typed));
        while (!words.isEmpty()) {
            String word = words.removeFirst();
            int equals = word.indexOf('=');
            if (equals > 0 && word.startsWith("--")) {
                words.addFirst(word.substring(equals + 1));
                word = word.substring(0, equals);
            }
            switch (word) {
                case "--kills" -> kills = (int) whole(next(words), 1, 10_000);
                case "--seed" -> seed = whole(next(words), 0, 1_000_000_000_000L);
                case "--disaster" -> disaster = disaster(next(words));
                case "--seconds" -> lasting = Duration.ofSeconds(whole(next(words), 1, 3_600));
                case "--json" -> json = Path.of(next(words));
                default -> throw new Halt(USAGE);
            }
        }
        return new CrashOptions(kills, seed, disaster, lasting, json);
    }

    private static Disaster disaster(String word) {
        return Disaster.named(word)
                .orElseThrow(() -> new Halt("no disaster " + word + ". " + USAGE));
    }

    private static String next(List<String> words) {
        if (words.isEmpty()) {
            throw new Halt(USAGE);
        }
        return words.removeFirst();
    }

    private static long whole(String text, long least, long most) {
        if (text.matches("[0-9]{1,13}")) {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new Halt("%s is not between %d and %d. %s".formatted(text, least, most, USAGE));
    }
}
