package com.suanpan.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.gateway.CallForm;
import com.suanpan.gateway.FieldRule;
import com.suanpan.payment.OrderStage;
import com.suanpan.payment.PaymentForms;
import com.suanpan.payment.Status;
import com.suanpan.problem.Problem;
import com.suanpan.refund.RefundForms;
import com.suanpan.refund.RefundStage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// `docs/openapi.json` is made from the forms of the calls and the list of problems.
class OpenApiTest {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Test
    void the_description_of_the_api_is_what_the_forms_say() throws IOException {
        GeneratedPage.isUpToDate("openapi.json", JSON.writeValueAsString(description()) + "\n");
    }

    @Test
    void what_it_refers_to_is_there() {
        String all = JSON.writeValueAsString(description());
        var schemas = JSON.readTree(all).path("components").path("schemas");
        JSON.readTree(all)
                .findValues("$ref")
                .forEach(ref -> {
                    String name = ref.asString().replace("#/components/schemas/", "");
                    assertThat(schemas.has(name)).as(name).isTrue();
                });
    }

    private static Map<String, Object> description() {
        return object(
                "openapi",
                "3.1.0",
                "info",
                object(
                        "title",
                        "Suanpan 算盘: the merchant's API",
                        "version",
                        "0.1.0",
                        "description",
                        "Made from the code; do not edit. Signature, idempotency and notices: api.md."),
                "servers",
                List.of(object("url", "http://localhost:8080")),
                "paths",
                object(
                        PaymentForms.PAY.path(),
                        post("pay", "Start a payment 支付", PaymentForms.PAY, "PayAnswer"),
                        PaymentForms.QUERY.path(),
                        post("query", "Ask for an order 查询", PaymentForms.QUERY, "OrderAnswer"),
                        PaymentForms.CLOSE.path(),
                        post("close", "Close an order 关闭", PaymentForms.CLOSE, "OrderAnswer"),
                        RefundForms.CREATE.path(),
                        post("refund", "Give money back 退款", RefundForms.CREATE, "RefundAnswer"),
                        RefundForms.QUERY.path(),
                        post(
                                "refundQuery",
                                "Ask for a refund 退款查询",
                                RefundForms.QUERY,
                                "RefundAnswer")),
                "webhooks",
                object("notice", object("post", notice())),
                "components",
                object("schemas", schemas()));
    }

    private static Map<String, Object> notice() {
        List<Map<String, Object>> headers = new ArrayList<>();
        for (String header : List.of("webhook-id", "webhook-timestamp", "webhook-signature")) {
            headers.add(
                    object(
                            "name",
                            header,
                            "in",
                            "header",
                            "required",
                            true,
                            "schema",
                            object("type", "string")));
        }
        return object(
                "operationId",
                "notice",
                "summary",
                "We tell of a final state 通知",
                "description",
                "Headers of Standard Webhooks 1.0; sent again for 24 hours until the answer is 2xx.",
                "parameters",
                headers,
                "requestBody",
                object("required", true, "content", json(ref("Notice"))),
                "responses",
                object("2XX", object("description", "taken")));
    }

    private static Map<String, Object> post(
            String name, String summary, CallForm form, String answer) {
        Map<String, Object> responses = object("200", response("`SUCCESS`", answer));
        byHttpStatus()
                .forEach((status, problems) -> {
                    String codes =
                            problems.stream()
                                    .map(p -> "`%s` %s".formatted(p.name(), p.title()))
                                    .collect(Collectors.joining("; "));
                    responses.put(Integer.toString(status), response(codes, "Refusal"));
                });
        return object(
                "post",
                object(
                        "operationId",
                        name,
                        "summary",
                        summary,
                        "description",
                        "Needs a key with the scope " + form.scope() + ".",
                        "requestBody",
                        object("required", true, "content", json(request(form))),
                        "responses",
                        responses));
    }

    private static Map<Integer, List<Problem>> byHttpStatus() {
        return Arrays.stream(Problem.values())
                .collect(
                        Collectors.groupingBy(
                                Problem::httpStatus, TreeMap::new, Collectors.toList()));
    }

    private static Map<String, Object> response(String description, String schema) {
        return object("description", description, "content", json(ref(schema)));
    }

    private static Map<String, Object> json(Object schema) {
        return object("application/json", object("schema", schema));
    }

    private static Map<String, Object> ref(String schema) {
        return object("$ref", "#/components/schemas/" + schema);
    }

    /// Narrower than what is taken: any value may also be a JSON integer, except an amount.
    private static Map<String, Object> request(CallForm form) {
        Map<String, Object> properties = object();
        List<String> needed = new ArrayList<>();
        for (CallForm.Field field : form.fields()) {
            Map<String, Object> schema = schema(field.rule());
            schema.put("description", field.meaning() + " " + field.meaningZh());
            properties.put(field.name(), schema);
            if (field.needed()) {
                needed.add(field.name());
            }
        }
        Map<String, Object> request =
                object(
                        "type",
                        "object",
                        "additionalProperties",
                        false,
                        "required",
                        needed,
                        "properties",
                        properties);
        if (properties.containsKey("pay_order_no")) {
            request.put(
                    "anyOf",
                    List.of(
                            object("required", List.of("order_no")),
                            object("required", List.of("pay_order_no"))));
        }
        return request;
    }

    private static Map<String, Object> schema(FieldRule rule) {
        return switch (rule) {
            case FieldRule.Text(int most) -> object("type", "string", "maxLength", most);
            case FieldRule.Matching(var pattern) ->
                    object("type", "string", "pattern", "^(?:" + pattern + ")$");
            case FieldRule.Amount _ ->
                    object("type", "string", "pattern", "^[0-9]+(?:\\.[0-9]{1,2})?$");
            case FieldRule.Whole(long least, long most) ->
                    object("type", "integer", "minimum", least, "maximum", most);
            case FieldRule.OneOf(var words) -> object("type", "string", "enum", words);
        };
    }

    private static Map<String, Object> schemas() {
        return object(
                "PayAnswer",
                envelope(List.of("SUCCESS"), data(AnswerFields.ofPay())),
                "OrderAnswer",
                envelope(List.of("SUCCESS"), data(AnswerFields.ofOrder())),
                "RefundAnswer",
                envelope(List.of("SUCCESS"), data(AnswerFields.ofRefund(), RefundStage.values())),
                "Notice",
                data(AnswerFields.ofNotice()),
                "Refusal",
                envelope(
                        Arrays.stream(Problem.values()).map(Problem::name).toList(),
                        object(
                                "type",
                                "object",
                                "properties",
                                object(
                                        "field",
                                        object(
                                                "type",
                                                "string",
                                                "description",
                                                "the field that it is about")))));
    }

    private static Map<String, Object> envelope(List<String> codes, Map<String, Object> data) {
        return object(
                "type",
                "object",
                "required",
                List.of("code", "message", "request_no", "timestamp", "data"),
                "properties",
                object(
                        "code",
                        object("type", "string", "enum", codes),
                        "message",
                        object("type", "string"),
                        "request_no",
                        object("type", "string", "description", "finds the call in our log"),
                        "timestamp",
                        object("type", "string", "description", "seconds since 1970"),
                        "data",
                        data,
                        "sign",
                        object(
                                "type",
                                "string",
                                "description",
                                "absent where the call could not be read or its own signature did not hold")));
    }

    private static Map<String, Object> data(SequencedMap<String, String> fields) {
        return data(fields, OrderStage.values());
    }

    private static Map<String, Object> data(SequencedMap<String, String> fields, Enum<?>[] stages) {
        Map<String, Object> properties = object();
        fields.forEach((name, meaning) -> {
            Map<String, Object> schema = object("type", "string");
            switch (name) {
                case "status" -> schema.put("enum", List.of(Status.values()));
                case "stage" -> schema.put("enum", List.of(stages));
                default -> {}
            }
            schema.put("description", meaning.replace("`", ""));
            properties.put(name, schema);
        });
        return object("type", "object", "properties", properties);
    }

    private static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }
}
