package com.suanpan.bench.load;

import com.suanpan.bench.Halt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The figures of a run, in order: a table for people, JSON for machines. What could not be measured is
/// null, never 0.
public final class Figures {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, @Nullable Object> figures = new LinkedHashMap<>();

    public Figures put(String name, @Nullable Object value) {
        figures.put(name, value instanceof Double number ? rounded(number) : value);
        return this;
    }

    @Nullable Object get(String name) {
        return figures.get(name);
    }

    String json() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(figures);
    }

    String table() {
        StringBuilder lines = new StringBuilder();
        figures.forEach((name, value) ->
                lines.append("%-32s %s%n".formatted(name, value == null ? "not measured" : value)));
        return lines.toString();
    }

    public void write(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, json() + "\n");
        } catch (IOException e) {
            throw new Halt("%s cannot be written: %s".formatted(file, e.getMessage()));
        }
    }

    /// Four significant digits say more than a clock on a shared machine can know.
    private static @Nullable Object rounded(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return null;
        }
        return Double.valueOf(String.format(Locale.ROOT, "%.4g", number));
    }
}
