package com.suanpan.notify;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The fields of a notice as `notice` keeps them: those of the query's `data`, all of them texts.
final class NoticeFields {

    private static final JsonMapper JSON = JsonMapper.shared();

    private NoticeFields() {}

    static String write(SequencedMap<String, String> fields) {
        return JSON.writeValueAsString(fields);
    }

    static SequencedMap<String, String> read(String json) {
        return JSON.readValue(json, new TypeReference<LinkedHashMap<String, String>>() {});
    }
}
