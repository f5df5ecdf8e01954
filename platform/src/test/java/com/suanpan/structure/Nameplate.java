package com.suanpan.structure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What stands at a room's door: `package-info.java`.
///
/// @param sentence what the room is, with its Chinese word
/// @param visits the rooms that it may name
public record Nameplate(String room, String nameZh, String sentence, List<String> visits) {

    private static final Path ROOT = Path.of("src/main/java/com/suanpan");
    private static final Pattern NAME = Pattern.compile("displayName = \"([^\"]+)\"");
    private static final Pattern ALLOWED =
            Pattern.compile("allowedDependencies = \\{([^}]*)\\}", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("\"([a-z]+)\"");

    /// All rooms by name; each folder must have a plate.
    public static Map<String, Nameplate> all() {
        Map<String, Nameplate> plates = new TreeMap<>();
        try (Stream<Path> folders = Files.list(ROOT)) {
            folders.filter(Files::isDirectory)
                    .map(Nameplate::read)
                    .forEach(p -> plates.put(p.room(), p));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return plates;
    }

    private static Nameplate read(Path folder) {
        String text;
        try {
            text = Files.readString(folder.resolve("package-info.java"));
        } catch (IOException e) {
            throw new UncheckedIOException("a room without a nameplate", e);
        }
        Matcher name = NAME.matcher(text);
        Matcher allowed = ALLOWED.matcher(text);
        if (!name.find() || !allowed.find()) {
            throw new IllegalStateException(folder + ": a nameplate that says too little");
        }
        List<String> visits = new ArrayList<>();
        Matcher quoted = QUOTED.matcher(allowed.group(1));
        while (quoted.find()) {
            visits.add(quoted.group(1));
        }
        StringBuilder sentence = new StringBuilder();
        text.lines()
                .takeWhile(l -> l.startsWith("///"))
                .forEach(l -> sentence.append(l.substring(3)));
        return new Nameplate(
                folder.getFileName().toString(),
                name.group(1),
                sentence.toString().strip(),
                List.copyOf(visits));
    }
}
