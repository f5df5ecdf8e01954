package com.suanpan.structure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One Java file of the product.
///
/// @param path below `com/suanpan/`, with slashes
/// @param text as it stands
/// @param code without comments
record Source(String path, String text, String code) {

    private static final Path ROOT = Path.of("src/main/java/com/suanpan");
    private static final Pattern COMMENT =
            Pattern.compile("(?m)^\\s*//.*$|(?<=[;{})\\s])//[^\"\n]*$|(?s)/\\*.*?\\*/");

    static Source of(String path, String text) {
        return new Source(path, text, COMMENT.matcher(text).replaceAll(""));
    }

    static List<Source> all() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(f -> f.toString().endsWith(".java")).map(Source::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Source read(Path file) {
        try {
            return of(ROOT.relativize(file).toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The first folder: the room.
    String room() {
        return path.contains("/") ? path.substring(0, path.indexOf('/')) : "";
    }

    String type() {
        return path.substring(path.lastIndexOf('/') + 1).replace(".java", "");
    }
}
