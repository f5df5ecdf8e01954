package com.suanpan.gateway;

import com.suanpan.merchant.Scope;
import com.suanpan.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The form of one call of the merchant API: its path, the scope that its key needs, and the fields it
/// takes. A table of the room that answers the call; `docs/api.md` is made from it.
///
/// ```java
/// CallForm.of("/api/v1/payment/close", Scope.PAY)
///         .needs("order_no", matching("[0-9A-Za-z_-]{1,32}"), "the merchant's number", "商户订单号")
/// ```
///
/// @param usesNonce whether the room uses the call's nonce up itself, in the commit of what the call does
public record CallForm(String path, Scope scope, boolean usesNonce, List<Field> fields) {

    /// One field of a call.
    ///
    /// @param meaning what it is, in English, and in Chinese
    public record Field(
            String name, boolean needed, FieldRule rule, String meaning, String meaningZh) {}

    static final FieldRule MERCHANT_ID = FieldRule.matching("[0-9A-Za-z_-]{1,32}");

    private static final List<Field> OF_EVERY_CALL =
            List.of(
                    new Field("merchant_id", true, MERCHANT_ID, "the merchant", "商户号"),
                    new Field(
                            "timestamp",
                            true,
                            FieldRule.matching("[0-9]{1,11}"),
                            "seconds since 1970, within 5 minutes of our clock",
                            "时间戳(秒)"),
                    new Field("sign", true, FieldRule.text(1024), "the signature", "签名"),
                    new Field(
                            "sign_type",
                            false,
                            FieldRule.oneOf("HMAC-SHA256", "RSA2"),
                            "the merchant's setting, repeated",
                            "签名方式"),
                    new Field(
                            "api_key",
                            false,
                            FieldRule.matching("[0-9A-Za-z_-]{1,64}"),
                            "names the key; the newest if absent",
                            "密钥编号"),
                    new Field(
                            "nonce",
                            false,
                            FieldRule.matching("[0-9A-Za-z_-]{1,64}"),
                            "used once",
                            "随机串"));

    public CallForm {
        fields = List.copyOf(fields);
    }

    /// A call with the fields that every call takes.
    public static CallForm of(String path, Scope scope) {
        return new CallForm(path, scope, false, OF_EVERY_CALL);
    }

    /// The same of a call that commits something, and its nonce (`SignedCall.nonce`) with it.
    public CallForm usingNonce() {
        return new CallForm(path, scope, true, fields);
    }

    public CallForm needs(String name, FieldRule rule, String meaning, String meaningZh) {
        return with(new Field(name, true, rule, meaning, meaningZh));
    }

    public CallForm mayHave(String name, FieldRule rule, String meaning, String meaningZh) {
        return with(new Field(name, false, rule, meaning, meaningZh));
    }

    private CallForm with(Field field) {
        if (!FieldNames.knows(field.name)) {
            throw new IllegalArgumentException(field.name + " is not a word of FieldNames");
        }
        if (fields.stream().anyMatch(f -> f.name.equals(field.name))) {
            throw new IllegalArgumentException(field.name + " is there twice");
        }
        List<Field> more = new ArrayList<>(fields);
        more.add(field);
        return new CallForm(path, scope, usesNonce, more);
    }

    /// The fields of a call that fits, in the order sent, without empty ones; else a refusal that
    /// names the field.
    Map<String, String> accept(Map<String, FlatJson.Value> values) {
        for (String name : values.keySet()) {
            if (fields.stream().noneMatch(f -> f.name.equals(name))) {
                throw Refusal.param(name, "this call has no such field");
            }
        }
        for (Field field : fields) {
            FlatJson.Value value = values.get(field.name);
            if (value == null || value.isEmpty()) {
                if (field.needed) {
                    throw Refusal.param(field.name, "the field is missing");
                }
            } else if (!field.rule.takes(value.text(), value.quoted())) {
                throw Refusal.param(field.name, "must be: " + field.rule.text());
            }
        }
        return FlatJson.texts(values);
    }
}
