package com.suanpan.console;

import com.suanpan.store.RecordRow;
import java.io.PrintStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What a command answers (清单): names with texts, then lists of rows; printed for a person or, with
/// `--json`, for a machine.
final class Sheet {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Map<String, Object> content;

    Sheet(RecordRow head) {
        this.content = new LinkedHashMap<>(head.texts());
    }

    /// Adds rows under a title.
    Sheet rows(String title, List<RecordRow> rows) {
        content.put(title, rows.stream().map(RecordRow::texts).toList());
        return this;
    }

    void print(PrintStream out, boolean json) {
        if (json) {
            out.println(JSON.writeValueAsString(content));
            return;
        }
        int width = width(content.keySet());
        content.forEach((name, value) -> {
            switch (value) {
                case List<?> rows -> rows(out, name, rows);
                case Object text -> line(out, "", width, name, text.toString());
            }
        });
    }

    private static void rows(PrintStream out, String title, List<?> rows) {
        out.println();
        out.println(title + " (" + rows.size() + ")");
        for (Object row : rows) {
            Map<?, ?> texts = (Map<?, ?>) row;
            int width = width(texts.keySet());
            String lead = "- ";
            for (Map.Entry<?, ?> text : texts.entrySet()) {
                line(out, lead, width, text.getKey().toString(), text.getValue().toString());
                lead = "  ";
            }
        }
    }

    private static void line(PrintStream out, String lead, int width, String name, String text) {
        out.println(lead + name + " ".repeat(width - name.length() + 2) + text);
    }

    private static int width(Collection<?> names) {
        return names.stream().mapToInt(n -> n.toString().length()).max().orElse(0);
    }
}
