package com.suanpan.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.suanpan.client.NoticeResult;
import com.suanpan.client.Notices;
import com.suanpan.client.ReturnResult;
import com.suanpan.client.Returns;
import com.suanpan.client.Signing;
import com.suanpan.client.SuanpanClient;
import com.suanpan.gateway.CallForm;
import com.suanpan.gateway.FieldRule;
import com.suanpan.merchant.Signatures;
import com.suanpan.payment.PaymentForms;
import com.suanpan.refund.RefundForms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ApiPageTest {

    private static final String PAGE = "api.md";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Signatures SIGNATURES = new Signatures();
    private static final Signing SIGNING = Signing.hmac(ApiSamples.SECRET_KEY);

    @Test
    void the_fields_of_each_call_are_those_of_its_form() throws IOException {
        List<CallForm.Field> common = new ArrayList<>(PaymentForms.PAY.fields());
        common.retainAll(PaymentForms.QUERY.fields());
        GeneratedPage.partIsUpToDate(PAGE, "every call", table(common));
        for (CallForm form :
                List.of(
                        PaymentForms.PAY,
                        PaymentForms.QUERY,
                        PaymentForms.CLOSE,
                        RefundForms.CREATE,
                        RefundForms.QUERY)) {
            List<CallForm.Field> own = new ArrayList<>(form.fields());
            own.removeAll(common);
            GeneratedPage.partIsUpToDate(
                    PAGE, form.path(), "Scope `%s`.\n\n".formatted(form.scope()) + table(own));
        }
    }

    @Test
    void the_fields_of_each_answer_are_those_that_are_answered() throws IOException {
        GeneratedPage.partIsUpToDate(PAGE, "answer to pay", table(AnswerFields.ofPay()));
        GeneratedPage.partIsUpToDate(PAGE, "order", table(AnswerFields.ofOrder()));
        GeneratedPage.partIsUpToDate(PAGE, "refund", table(AnswerFields.ofRefund()));
    }

    @Test
    void the_example_of_a_call_is_signed_as_the_library_signs() throws IOException {
        Map<String, String> fields = ApiSamples.pay();
        String text = Signatures.signedText(fields);
        String sign = SIGNATURES.sign(ApiSamples.MERCHANT, ApiSamples.KEY, text);
        String body;
        try (var library =
                new SuanpanClient(
                        "http://localhost:8080",
                        ApiSamples.MERCHANT_ID,
                        ApiSamples.API_KEY,
                        SIGNING)) {
            body = library.signed(fields);
        }

        assertThat(JSON.readTree(body).path("sign").asString()).isEqualTo(sign);
        GeneratedPage.partIsUpToDate(
                PAGE,
                "signed call",
                """
                Secret key `%s`. The signed text, one line:

                ```text
                %s
                ```

                ```sh
                printf '%%s' '%s' | openssl dgst -sha256 -hmac '%s'
                ```

                gives `%s`, and the body is

                ```json
                %s
                ```
                """
                        .formatted(
                                ApiSamples.SECRET_KEY,
                                text,
                                text,
                                ApiSamples.SECRET_KEY,
                                sign,
                                body));
    }

    @Test
    void the_example_of_an_answer_is_signed_as_the_gateway_signs() throws IOException {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("code", "ORDER_NOT_FOUND");
        answer.put("message", "no such order");
        answer.put("request_no", ApiSamples.REQUEST_NO);
        answer.put("timestamp", Long.toString(ApiSamples.CALLED_AT.getEpochSecond()));
        answer.put("data", "{}");
        String text = Signatures.signedText(answer);
        String sign = SIGNATURES.sign(ApiSamples.MERCHANT, ApiSamples.KEY, text);
        GeneratedPage.partIsUpToDate(
                PAGE,
                "signed answer",
                """
                ```json
                {"code":"%s","message":"%s","request_no":"%s","timestamp":"%s","data":{},"sign":"%s"}
                ```

                Its signed text:

                ```text
                %s
                ```
                """
                        .formatted(
                                answer.get("code"),
                                answer.get("message"),
                                answer.get("request_no"),
                                answer.get("timestamp"),
                                sign,
                                text));
    }

    @Test
    void the_example_of_a_return_address_is_believed() throws IOException {
        Map<String, String> fields = new TreeMap<>();
        fields.put("merchant_id", ApiSamples.MERCHANT_ID);
        fields.put("order_no", ApiSamples.paidOrder().orderNo());
        fields.put("pay_order_no", ApiSamples.paidOrder().payOrderNo());
        fields.put("status", ApiSamples.paidOrder().status().name());
        fields.put("timestamp", Long.toString(ApiSamples.TOLD_AT.getEpochSecond()));
        String text = "return\n" + Signatures.signedText(fields);
        String sign = SIGNATURES.sign(ApiSamples.MERCHANT, ApiSamples.KEY, text);
        String query = Signatures.signedText(fields) + "&sign=" + sign;

        assertThat(new Returns(ApiSamples.MERCHANT_ID, SIGNING).judge(query))
                .isInstanceOf(ReturnResult.Genuine.class);
        GeneratedPage.partIsUpToDate(
                PAGE,
                "signed return",
                """
                With the secret key `%s`, for `return_url` `https://merchant.example/return`:

                ```text
                https://merchant.example/return?%s
                ```

                Its signed text, two lines:

                ```text
                %s
                ```
                """
                        .formatted(ApiSamples.SECRET_KEY, query, text));
    }

    @Test
    void the_example_of_a_notice_verifies() throws Exception {
        Map<String, String> fields = new LinkedHashMap<>(ApiSamples.paidOrder().data());
        fields.put(
                "sign",
                SIGNATURES.sign(
                        ApiSamples.MERCHANT, ApiSamples.KEY, Signatures.signedText(fields)));
        String body = JSON.writeValueAsString(fields);
        String time = Long.toString(ApiSamples.TOLD_AT.getEpochSecond());
        String signature =
                new Webhook(ApiSamples.WEBHOOK_SECRET)
                        .sign(ApiSamples.NOTICE_NO, Long.parseLong(time), body);

        assertThat(judged(time, signature, body)).isInstanceOf(NoticeResult.Genuine.class);
        GeneratedPage.partIsUpToDate(
                PAGE,
                "notice",
                """
                Secret `%s`.

                ```text
                webhook-id: %s
                webhook-timestamp: %s
                webhook-signature: %s
                ```

                ```json
                %s
                ```
                """
                        .formatted(
                                ApiSamples.WEBHOOK_SECRET,
                                ApiSamples.NOTICE_NO,
                                time,
                                signature,
                                body));
    }

    private static NoticeResult judged(String time, String signature, String body) {
        Clock then = Clock.fixed(ApiSamples.TOLD_AT, ZoneOffset.UTC);
        return new Notices(List.of(ApiSamples.WEBHOOK_SECRET), SIGNING, then)
                .judge(
                        ApiSamples.NOTICE_NO,
                        time,
                        signature,
                        body.getBytes(StandardCharsets.UTF_8));
    }

    private static String table(List<CallForm.Field> fields) {
        StringBuilder table =
                new StringBuilder(
                        "| field | needed | must be | meaning | 含义 |\n|---|---|---|---|---|\n");
        for (CallForm.Field field : fields) {
            table.append(
                    "| `%s` | %s | %s | %s | %s |\n"
                            .formatted(
                                    field.name(),
                                    field.needed() ? "yes" : "",
                                    text(field.rule()),
                                    field.meaning(),
                                    field.meaningZh()));
        }
        return table.toString();
    }

    private static String text(FieldRule rule) {
        return switch (rule) {
            case FieldRule.Matching(var pattern) -> "matches `%s`".formatted(pattern);
            case FieldRule.Text _, FieldRule.Amount _, FieldRule.Whole _, FieldRule.OneOf _ ->
                    rule.text();
        };
    }

    private static String table(Map<String, String> fields) {
        StringBuilder table = new StringBuilder("| field | meaning |\n|---|---|\n");
        fields.forEach((name, meaning) -> table.append("| `%s` | %s |\n".formatted(name, meaning)));
        return table.toString();
    }
}
