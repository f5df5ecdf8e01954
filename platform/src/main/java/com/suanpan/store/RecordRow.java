package com.suanpan.store;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One record as an operator sees it (档案行): names and texts in order, times in +08:00.
public final class RecordRow {

    private static final DateTimeFormatter CHINA_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx")
                    .withZone(ZoneId.of("Asia/Shanghai"));

    private final Map<String, String> texts = new LinkedHashMap<>();

    /// Adds what the value prints as; nothing for null.
    public RecordRow put(String name, @Nullable Object value) {
        if (value instanceof Instant at) {
            texts.put(name, CHINA_TIME.format(at));
        } else if (value != null) {
            texts.put(name, value.toString());
        }
        return this;
    }

    public RecordRow putAll(Map<String, String> more) {
        texts.putAll(more);
        return this;
    }

    public Map<String, String> texts() {
        return new LinkedHashMap<>(texts);
    }
}
