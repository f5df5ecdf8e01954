package com.suanpan;

import java.util.ArrayList;
import java.util.List;

/// What was typed: a command (`serve` if none), the words that are for it, and the settings, which may
/// stand anywhere: `--data DIR` and keys of the platform and its framework such as
/// `--suanpan.lanes=64`.
record CommandLine(String command, List<String> words, List<String> settings) {

    private static final List<String> SETTINGS =
            List.of("--suanpan.", "--server.", "--spring.", "--logging.", "--debug");
    private static final String DATA = "--data";
    private static final String DATA_KEY = "--suanpan.data=";

    static CommandLine of(String... typed) {
        List<String> words = new ArrayList<>();
        List<String> settings = new ArrayList<>();
        for (int i = 0; i < typed.length; i++) {
            String word = typed[i];
            if (word.equals(DATA) && i + 1 < typed.length) {
                settings.add(DATA_KEY + typed[++i]);
            } else if (word.startsWith(DATA + "=")) {
                settings.add(DATA_KEY + word.substring(DATA.length() + 1));
            } else if (SETTINGS.stream().anyMatch(word::startsWith)) {
                settings.add(word);
            } else {
                words.add(word);
            }
        }
        String command = words.isEmpty() ? "serve" : words.removeFirst();
        return new CommandLine(command, List.copyOf(words), List.copyOf(settings));
    }

    String[] settingsArray() {
        return settings.toArray(String[]::new);
    }
}
