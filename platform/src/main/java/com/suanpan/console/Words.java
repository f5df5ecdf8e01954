package com.suanpan.console;

import java.time.DateTimeException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The words after a command's name: positions, `--option VALUE` or `--option=VALUE`, flags, which have
/// no value, and `--json`. Each is taken once; what nobody took is wrong usage.
final class Words {

    private static final String JSON = "--json";
    private static final Set<String> FLAGS = Set.of("--whole");

    private final Deque<String> positions = new ArrayDeque<>();
    private final Map<String, String> options = new LinkedHashMap<>();
    private final Set<String> flags = new LinkedHashSet<>();
    private final boolean json;

    Words(List<String> typed) {
        this.json = typed.contains(JSON);
        Deque<String> rest = new ArrayDeque<>(typed);
        while (!rest.isEmpty()) {
            String word = rest.removeFirst();
            if (word.equals(JSON)) {
                continue;
            }
            if (!word.startsWith("--")) {
                positions.add(word);
                continue;
            }
            if (FLAGS.contains(word)) {
                flags.add(word);
                continue;
            }
            int equals = word.indexOf('=');
            if (equals < 0 && rest.isEmpty()) {
                throw new WrongUsage(word + " needs a value");
            }
            String name = equals < 0 ? word : word.substring(0, equals);
            String value = equals < 0 ? rest.removeFirst() : word.substring(equals + 1);
            if (options.put(name, value) != null) {
                throw new WrongUsage(name + " is given twice");
            }
        }
    }

    /// Whether the answer is for a machine.
    boolean json() {
        return json;
    }

    /// Whether the flag was typed.
    boolean flag(String name) {
        return flags.remove(name);
    }

    /// The next position; `what` is its word in the usage.
    String next(String what) {
        if (positions.isEmpty()) {
            throw new WrongUsage(what + " is missing");
        }
        return positions.removeFirst();
    }

    Optional<String> nextIfAny() {
        return Optional.ofNullable(positions.pollFirst());
    }

    /// The option of that name; one that cannot be read is wrong usage, and the message names it.
    <T> Optional<T> option(String name, Function<String, T> read) {
        return Optional.ofNullable(options.remove(name)).map(value -> read(name, value, read));
    }

    Optional<String> option(String name) {
        return option(name, value -> value);
    }

    <T> T need(String name, Function<String, T> read) {
        return option(name, read).orElseThrow(() -> new WrongUsage(name + " is missing"));
    }

    /// Nothing may be left.
    void end() {
        if (!flags.isEmpty()) {
            throw new WrongUsage(flags.iterator().next() + " is unknown here");
        }
        if (!options.isEmpty()) {
            throw new WrongUsage(options.keySet().iterator().next() + " is unknown here");
        }
        if (!positions.isEmpty()) {
            throw new WrongUsage(positions.getFirst() + " is one word too many");
        }
    }

    /// One of an enum's constants.
    static <E extends Enum<E>> Function<String, E> oneOf(Class<E> type) {
        return text -> {
            for (E constant : type.getEnumConstants()) {
                if (constant.name().equals(text)) {
                    return constant;
                }
            }
            throw new WrongUsage(
                    "must be one of " + List.of(type.getEnumConstants()) + ", not " + text);
        };
    }

    /// A whole number of these bounds.
    static Function<String, Integer> whole(int least, int most) {
        return text -> {
            try {
                int number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException _) {
                // Told below, as one out of bounds is.
            }
            throw new WrongUsage("must be a whole number from " + least + " to " + most);
        };
    }

    /// Comma-separated words.
    static <T> Function<String, Set<T>> each(Function<String, T> one) {
        return text -> {
            Set<T> all = new LinkedHashSet<>();
            for (String part : text.split(",", -1)) {
                all.add(one.apply(part.strip()));
            }
            return all;
        };
    }

    static boolean onOrOff(String text) {
        if (text.equals("on") || text.equals("off")) {
            return text.equals("on");
        }
        throw new WrongUsage("must be on or off, not " + text);
    }

    /// Reads a value; if it cannot be read, the message names the option.
    static <T> T read(String name, String value, Function<String, T> read) {
        try {
            return read.apply(value);
        } catch (WrongUsage | IllegalArgumentException | DateTimeException e) {
            throw new WrongUsage(name + ": " + e.getMessage());
        }
    }
}
