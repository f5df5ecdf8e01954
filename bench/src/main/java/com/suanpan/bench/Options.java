package com.suanpan.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What was typed after `demo`.
///
/// @param once ends after the story
/// @param settings keys for the platform, `suanpan.lanes=2`
record Options(Path data, boolean once, Addresses addresses, List<String> settings) {

    private static final String USAGE =
            "usage: ./suanpan demo [--once] [--data DIR] [--api-port N] [--callback-port N]"
                    + " [--sandbox-port N] [--suanpan.KEY=VALUE …]";

    static Options of(String... typed) {
        Path data = Path.of("data", "demo");
        boolean once = false;
        int api = 8080;
        int callback = 8081;
        int sandbox = 9090;
        List<String> settings = new ArrayList<>();
        List<String> words = new ArrayList<>(List.of(typed));
        while (!words.isEmpty()) {
            String word = words.removeFirst();
            int equals = word.indexOf('=');
            if (equals > 0 && word.startsWith("--") && !word.contains(".")) {
                words.addFirst(word.substring(equals + 1));
                word = word.substring(0, equals);
            }
            switch (word) {
                case "--once" -> once = true;
                case "--data" -> data = Path.of(next(words));
                case "--api-port" -> api = port(next(words));
                case "--callback-port" -> callback = port(next(words));
                case "--sandbox-port" -> sandbox = port(next(words));
                default -> {
                    if (!word.startsWith("--") || equals < 0) {
                        throw new Halt(USAGE);
                    }
                    settings.add(word.substring(2));
                }
            }
        }
        return new Options(
                data.toAbsolutePath().normalize(),
                once,
                new Addresses(api, callback, sandbox),
                List.copyOf(settings));
    }

    private static String next(List<String> words) {
        if (words.isEmpty()) {
            throw new Halt(USAGE);
        }
        return words.removeFirst();
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new Halt("%s is no port. %s".formatted(text, USAGE));
        }
        return Integer.parseInt(text);
    }
}
