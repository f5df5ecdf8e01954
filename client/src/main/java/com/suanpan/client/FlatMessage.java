package com.suanpan.client;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// A JSON object as it was signed: strings by their value, anything else exactly as it was written.
final class FlatMessage {

    private static final JsonFactory JSON = new JsonFactory();

    private FlatMessage() {}

    /// The same of bytes; empty also if they are not UTF-8 throughout, for what was replaced in reading
    /// is not what was signed.
    static Optional<Map<String, String>> read(byte[] bytes) {
        try {
            return read(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /// The fields in the order sent; empty if the text is no JSON object, or names a field twice.
    static Optional<Map<String, String>> read(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                if (fields.put(json.currentName(), value(json, text)) != null) {
                    return Optional.empty();
                }
            }
            return json.nextToken() == null ? Optional.of(fields) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static String value(JsonParser json, String text) {
        if (json.nextToken() == JsonToken.VALUE_STRING) {
            return json.getString();
        }
        int from = (int) json.currentTokenLocation().getCharOffset();
        if (json.currentToken().isScalarValue()) {
            return json.getString();
        }
        json.skipChildren();
        return text.substring(from, (int) json.currentLocation().getCharOffset());
    }
}
