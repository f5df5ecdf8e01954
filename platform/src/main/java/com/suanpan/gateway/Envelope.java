package com.suanpan.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.suanpan.merchant.Signatures;
import com.suanpan.money.Money;
import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import com.suanpan.store.Trace;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/// The form of every answer: `{"code","message","request_no","timestamp","data","sign"}` in this order
/// and without white space. `sign` covers the other five, `data` exactly as its JSON stands in the
/// answer; a call whose signature did not hold gets an answer without `sign`.
///
/// In `data` names are snake_case, what is null is left out, `Money` is "100.00", and an `Instant` is
/// ISO 8601 to the second with +08:00.
@Component
class Envelope {

    private static final Duration COME_AGAIN = Duration.ofSeconds(1);

    private static final DateTimeFormatter CHINA_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx")
                    .withZone(ZoneId.of("Asia/Shanghai"));

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .changeDefaultPropertyInclusion(
                            i -> i.withValueInclusion(JsonInclude.Include.NON_NULL))
                    .addModule(
                            new SimpleModule()
                                    .addSerializer(Money.class, new MoneyText())
                                    .addSerializer(Instant.class, new InstantText()))
                    .build();

    private final Signatures signatures;
    private final Clock clock;

    Envelope(Signatures signatures, Clock clock) {
        this.signatures = signatures;
        this.clock = clock;
    }

    ResponseEntity<byte[]> success(String requestNo, Signer signer, Object data) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON);
        orderOf(data).ifPresent(order -> answer.header(Trace.HEADER, Trace.parent(order)));
        return answer.body(
                body(requestNo, signer, "SUCCESS", "success", JSON.writeValueAsString(data)));
    }

    /// The order that an answer is about.
    static Optional<String> orderOf(Object data) {
        if (data instanceof Traced traced) {
            return Optional.of(traced.payOrderNo());
        }
        return data instanceof Map<?, ?> fields
                        && fields.get("pay_order_no") instanceof String order
                ? Optional.of(order)
                : Optional.empty();
    }

    ResponseEntity<byte[]> refusal(String requestNo, Signer signer, Refusal refusal) {
        Problem problem = refusal.problem();
        String field = refusal.field();
        String data = JSON.writeValueAsString(field == null ? Map.of() : Map.of("field", field));
        String message = String.valueOf(refusal.getMessage());
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(problem.httpStatus()).contentType(MediaType.APPLICATION_JSON);
        if (problem.httpStatus() == 429 || problem.httpStatus() == 503) {
            Duration wait = refusal.retryAfter().orElse(COME_AGAIN);
            long seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        }
        return answer.body(body(requestNo, signer, problem.name(), message, data));
    }

    private byte[] body(
            String requestNo, Signer signer, String code, String message, String dataJson) {
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        StringBuilder body =
                new StringBuilder(dataJson.length() + 512)
                        .append("{\"code\":\"")
                        .append(code)
                        .append("\",\"message\":")
                        .append(JSON.writeValueAsString(message))
                        .append(",\"request_no\":\"")
                        .append(requestNo)
                        .append("\",\"timestamp\":\"")
                        .append(timestamp)
                        .append("\",\"data\":")
                        .append(dataJson);
        if (signer instanceof Signer.Known(var merchant, var key)) {
            String text =
                    Signatures.signedText(
                            Map.of(
                                    "code", code,
                                    "message", message,
                                    "request_no", requestNo,
                                    "timestamp", timestamp,
                                    "data", dataJson));
            body.append(",\"sign\":\"").append(signatures.sign(merchant, key, text)).append('"');
        }
        return body.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static final class MoneyText extends StdSerializer<Money> {

        MoneyText() {
            super(Money.class);
        }

        @Override
        public void serialize(Money money, JsonGenerator to, SerializationContext context) {
            to.writeString(money.text());
        }
    }

    private static final class InstantText extends StdSerializer<Instant> {

        InstantText() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant instant, JsonGenerator to, SerializationContext context) {
            to.writeString(CHINA_TIME.format(instant));
        }
    }
}
