package com.suanpan.client;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Judges what came back: only what Suanpan signed is an answer, and only what it may leave unsigned is
/// an unsigned refusal. Everything else is unknown.
final class Answers {

    private static final JsonMapper JSON = JsonMapper.shared();

    /// Said before it is known who calls, so there is no key to sign with. No other code is believed
    /// without a signature: `ORDER_NOT_FOUND` by a stranger would make a merchant pay twice.
    private static final Set<String> BEFORE_IT_KNOWS_WHO =
            Set.of(
                    "MERCHANT_UNKNOWN",
                    "SIGN_ERROR",
                    "PARAM_ERROR",
                    "TOO_LARGE",
                    "PATH_UNKNOWN",
                    "HTTP_METHOD_REFUSED",
                    "RATE_LIMITED",
                    "SYSTEM_BUSY");

    private final Signing signing;

    Answers(Signing signing) {
        this.signing = signing;
    }

    /// @param about the order that the call named
    /// @param ownNonce whether the nonce was this library's, so that nobody used it before
    Outcome judge(Exchange.Result.Came came, @Nullable OrderQuery about, boolean ownNonce) {
        Map<String, String> answer = FlatMessage.read(came.body()).orElse(Map.of());
        JsonNode data = object(answer.getOrDefault("data", ""));
        String code = answer.getOrDefault("code", "");
        if (code.isEmpty() || data == null) {
            return new Outcome.Unknown(
                    "HTTP " + came.status() + " with an unreadable body", null, about);
        }
        String requestNo = answer.getOrDefault("request_no", "");
        String sign = answer.get("sign");
        if (sign != null && !signing.verifies(Signing.text(answer), sign)) {
            return new Outcome.Unknown("the answer's signature is wrong", requestNo, about);
        }
        if (sign == null && !BEFORE_IT_KNOWS_WHO.contains(code)) {
            return new Outcome.Unknown(code + " without a signature", requestNo, about);
        }
        if (code.equals("SUCCESS")) {
            return new Outcome.Answered(data, requestNo);
        }
        String message = answer.getOrDefault("message", "");
        if (code.equals("SYSTEM_ERROR")) {
            return new Outcome.Unknown("SYSTEM_ERROR: " + message, requestNo, about);
        }
        if (code.equals("REPLAYED") && ownNonce) {
            return new Outcome.Unknown(
                    "something on the way sent the call twice", requestNo, about);
        }
        return new Outcome.Refused(
                code,
                message,
                data.path("field").asStringOpt().orElse(null),
                came.retryAfter().orElse(null),
                requestNo,
                sign != null);
    }

    private static @Nullable JsonNode object(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            return node.isObject() ? node : null;
        } catch (JacksonException e) {
            return null;
        }
    }
}
