package com.suanpan.channel;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// JSON on the wire to providers: snake_case, read strictly, for money hangs on it. Doubled names,
/// texts or decimals where an integer belongs and anything after the end are unreadable; fields that
/// we do not know are not our business.
public final class WireJson {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .build();

    private WireJson() {}

    /// Reads an object; empty if these bytes are none of that shape.
    public static <T> Optional<T> read(byte[] json, Class<T> shape) {
        try {
            return Optional.ofNullable(MAPPER.readValue(json, shape));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /// The bytes to sign and to send.
    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }
}
