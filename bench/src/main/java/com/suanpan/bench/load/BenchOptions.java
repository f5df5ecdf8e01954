package com.suanpan.bench.load;

import com.suanpan.bench.Halt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What was typed after `bench`.
///
/// @param repeat how often `seconds` are measured; the figures are of the one with the median cost
/// @param rate payments a second (open loop); null keeps 256 in flight
/// @param merchantMs how long a merchant takes over a notice; null as the scenario says
/// @param data null for a folder that is gone afterwards
/// @param profile where a recording of the platform goes
/// @param options more options of the platform's JVM
/// @param settings keys for the platform
record BenchOptions(
        Scenario scenario,
        int seconds,
        int warmUp,
        int repeat,
        @Nullable Double rate,
        @Nullable Integer merchantMs,
        @Nullable Path json,
        @Nullable Path data,
        @Nullable Path profile,
        List<String> options,
        List<String> settings) {

    private static final String USAGE =
            "usage: ./suanpan bench --scenario %s --seconds N [--rate R] [--warm-up N] [--repeat N] [--merchant-ms N] [--json FILE] [--data DIR] [--profile FILE.jfr] [--jvm=OPTION …] [--suanpan.KEY=VALUE …]"
                    .formatted(
                            Arrays.stream(Scenario.values())
                                    .map(Scenario::word)
                                    .collect(Collectors.joining("|")));

    static BenchOptions of(String... typed) {
        Scenario scenario = null;
        int seconds = 30;
        int warmUp = 90;
        int repeat = 1;
        Double rate = null;
        Integer merchantMs = null;
        Path json = null;
        Path data = null;
        Path profile = null;
        List<String> options = new ArrayList<>();
        List<String> settings = new ArrayList<>();
        List<String> words = new ArrayList<>(List.of(typed));
        while (!words.isEmpty()) {
            String word = words.removeFirst();
            int equals = word.indexOf('=');
            if (equals > 0 && word.startsWith("--") && !word.startsWith("--suanpan.")) {
                words.addFirst(word.substring(equals + 1));
                word = word.substring(0, equals);
            }
            switch (word) {
                case "--scenario" -> scenario = scenario(next(words));
                case "--seconds" -> seconds = whole(next(words));
                case "--warm-up" -> warmUp = whole(next(words));
                case "--repeat" -> repeat = whole(next(words));
                case "--rate" -> rate = (double) whole(next(words));
                case "--merchant-ms" -> merchantMs = whole(next(words));
                case "--json" -> json = Path.of(next(words));
                case "--data" -> data = Path.of(next(words)).toAbsolutePath().normalize();
                case "--profile" -> profile = Path.of(next(words)).toAbsolutePath().normalize();
                case "--jvm" -> options.add(next(words));
                default -> {
                    if (!word.startsWith("--suanpan.") || equals < 0) {
                        throw new Halt(USAGE);
                    }
                    settings.add(word.substring(2));
                }
            }
        }
        if (scenario == null) {
            throw new Halt(USAGE);
        }
        return new BenchOptions(
                scenario,
                seconds,
                warmUp,
                repeat,
                rate,
                merchantMs,
                json,
                data,
                profile,
                options,
                settings);
    }

    /// How long a merchant takes over a notice.
    Duration merchantTakes() {
        return merchantMs == null ? scenario.merchantTakes() : Duration.ofMillis(merchantMs);
    }

    private static Scenario scenario(String word) {
        return Arrays.stream(Scenario.values())
                .filter(one -> one.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new Halt("no scenario " + word + ". " + USAGE));
    }

    private static String next(List<String> words) {
        if (words.isEmpty()) {
            throw new Halt(USAGE);
        }
        return words.removeFirst();
    }

    private static int whole(String text) {
        if (!text.matches("[0-9]{1,6}") || text.matches("0+")) {
            throw new Halt("%s is no whole number above 0. %s".formatted(text, USAGE));
        }
        return Integer.parseInt(text);
    }
}
