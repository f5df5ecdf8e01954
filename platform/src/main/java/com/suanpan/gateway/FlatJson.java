package com.suanpan.gateway;

import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// The form of a request's body: one flat JSON object in UTF-8 whose values are strings or integers,
/// kept as written because that is what was signed. Whatever two readers could understand differently
/// is refused: doubled names, half surrogates, a value that could pass for two fields.
final class FlatJson {

    private static final int LONGEST_NAME = 64;
    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z_]+");

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(2)
                                    .maxNameLength(LONGEST_NAME)
                                    .maxNumberLength(LONGEST_NAME)
                                    .build())
                    .build();

    private FlatJson() {}

    /// A value as written; `quoted` tells a string from an integer.
    record Value(String text, boolean quoted) {

        boolean isEmpty() {
            return text.isEmpty();
        }
    }

    /// The values in the order sent, or a refusal that names the field where it can.
    static Map<String, Value> read(byte[] body) {
        String text = utf8(body);
        Map<String, Value> values = new LinkedHashMap<>();
        String field = null;
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("the body must be a JSON object");
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                field = name(json);
                Value value = value(field, json);
                if (values.put(field, value) != null) {
                    throw Refusal.param(field, "the field is there twice");
                }
            }
            field = null;
            if (json.nextToken() != null) {
                throw malformed("something follows the JSON object");
            }
        } catch (JacksonException e) {
            throw new Refusal(Problem.PARAM_ERROR, field, "the body is not well-formed JSON");
        }
        return values;
    }

    /// The values alone, without the empty ones: an empty field is an absent one.
    static Map<String, String> texts(Map<String, Value> values) {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (!value.isEmpty()) {
                texts.put(name, value.text());
            }
        });
        return texts;
    }

    /// A name is repeated in the answer and in the log, so it may hold nothing but letters.
    private static String name(JsonParser json) {
        String name = json.currentName();
        if (!NAME.matcher(name).matches()) {
            throw malformed("a field's name is of letters, digits and _");
        }
        return name;
    }

    private static Value value(String field, JsonParser json) {
        JsonToken token = json.nextToken();
        if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_INT) {
            throw Refusal.param(field, "must be a string or an integer");
        }
        String text = json.getString();
        if (text.codePoints().anyMatch(FlatJson::unfit)) {
            throw Refusal.param(field, "holds a control character or half a character");
        }
        FieldNames.smuggledIn(text)
                .ifPresent(name -> {
                    throw Refusal.param(field, "must not hold '&" + name + "='");
                });
        return new Value(text, token == JsonToken.VALUE_STRING);
    }

    private static boolean unfit(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE
                || (Character.isISOControl(codePoint)
                        && codePoint != '\n'
                        && codePoint != '\r'
                        && codePoint != '\t');
    }

    private static String utf8(byte[] body) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw malformed("the body is not UTF-8");
        }
    }

    private static Refusal malformed(String message) {
        return new Refusal(Problem.PARAM_ERROR, (@Nullable String) null, message);
    }
}
