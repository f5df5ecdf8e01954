package com.suanpan.channel.alipay;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.channel.Golden;
import com.suanpan.channel.Samples;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts and signatures of the OpenSSL command line, in both directions.
class AlipaySignatureTest {

    private static final AlipayAccount ACCOUNT =
            AlipayAccount.parse(AlipaySamples.account("https://gateway.example/gateway.do"));

    @Test
    void a_request_is_signed_as_openssl_signs_it() {
        Map<String, String> fields = fields(Golden.text("alipay-request.txt"));
        fields.put("return_url", "");

        AlipayParameters signed = AlipayParameters.signed(fields, ACCOUNT);

        assertThat(signed.get("sign")).contains(Golden.text("alipay-request.sig"));
        assertThat(signed.encoded()).contains("&sign_type=RSA2&").endsWith("&version=1.0");
    }

    @Test
    void an_answers_node_is_verified_over_its_exact_text() {
        byte[] node = Golden.bytes("alipay-answer.txt");
        AlipayEnvelope envelope =
                AlipayEnvelope.read(envelope("alipay_trade_query_response", node)).orElseThrow();

        assertThat(envelope.node("alipay.trade.query").orElseThrow()).isEqualTo(node);
        assertThat(envelope.isGenuine(node, ACCOUNT)).isTrue();
        assertThat(envelope.node("alipay.trade.close")).isEmpty();
    }

    @Test
    void a_byte_changed_anywhere_in_the_node_breaks_its_signature() {
        byte[] node = Golden.bytes("alipay-answer.txt");
        AlipayEnvelope envelope =
                AlipayEnvelope.read(envelope("alipay_trade_query_response", node)).orElseThrow();
        for (int i = 0; i < node.length; i++) {
            byte[] changed = node.clone();
            changed[i] ^= 1;
            assertThat(envelope.isGenuine(changed, ACCOUNT)).as("byte " + i).isFalse();
        }
    }

    @Test
    void a_signature_may_come_before_its_node_and_with_escaped_slashes() {
        byte[] node = Golden.bytes("alipay-answer.txt");
        String text =
                "{ \"sign\" : \""
                        + Golden.text("alipay-answer.sig").replace("/", "\\/")
                        + "\" , \"error_response\" : "
                        + new String(node, StandardCharsets.UTF_8)
                        + " }\n";
        AlipayEnvelope envelope =
                AlipayEnvelope.read(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();

        assertThat(envelope.node("alipay.trade.query").orElseThrow()).isEqualTo(node);
        assertThat(envelope.isGenuine(node, ACCOUNT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "}",
                "{}",
                "[]",
                "<html>502</html>",
                "{\"sign\":\"a\",\"sign\":\"b\"}",
                "{\"a\":{}} trailing }",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":\"\\",
                "{\"a\":}",
                "{a:1}"
            })
    void what_is_no_envelope_is_unreadable(String body) {
        assertThat(AlipayEnvelope.read(body.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void a_notice_is_decoded_once_and_verified_with_all_it_brings() {
        AlipayParameters notice = AlipayParameters.read(noticeForm()).orElseThrow();

        assertThat(notice.isGenuine(ACCOUNT)).isTrue();
        assertThat(notice.get("subject")).contains("1+1=2＆咖啡 ");
    }

    @Test
    void the_order_of_a_notices_parameters_does_not_matter() {
        List<String> fields = new ArrayList<>(Arrays.asList(noticeForm().split("&")));
        Collections.reverse(fields);

        assertThat(AlipayParameters.read(String.join("&", fields)).orElseThrow().isGenuine(ACCOUNT))
                .isTrue();
    }

    @Test
    void a_notice_with_a_changed_added_or_missing_parameter_is_not_genuine() {
        for (String field : noticeForm().split("&")) {
            String name = field.substring(0, field.indexOf('='));
            Optional<AlipayParameters> changed =
                    AlipayParameters.read(noticeForm().replace(field, field + "x"));
            Optional<AlipayParameters> without =
                    AlipayParameters.read(noticeForm().replace(field, "ignored="));
            boolean signed = !name.equals("sign_type");
            assertThat(changed.orElseThrow().isGenuine(ACCOUNT)).as(name).isEqualTo(!signed);
            assertThat(without.orElseThrow().isGenuine(ACCOUNT)).as(name).isEqualTo(!signed);
        }
        assertThat(
                        AlipayParameters.read(noticeForm() + "&extra=1")
                                .orElseThrow()
                                .isGenuine(ACCOUNT))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "=b", "a=1&a=2", "a=%", "a=%zz", "a=1&&b=2"})
    void what_is_no_form_is_unreadable(String form) {
        assertThat(AlipayParameters.read(form)).isEmpty();
    }

    @Test
    void a_return_is_verified_like_a_notice() {
        String query = form("alipay-return") + "&sign_type=RSA2";

        assertThat(AlipayParameters.read(query).orElseThrow().isGenuine(ACCOUNT)).isTrue();
        assertThat(
                        AlipayParameters.read(query.replace(Samples.NUMBER, "1"))
                                .orElseThrow()
                                .isGenuine(ACCOUNT))
                .isFalse();
    }

    static String noticeForm() {
        return form("alipay-notice") + "&sign_type=RSA2";
    }

    /// A golden text as a form with its signature.
    static String form(String name) {
        Map<String, String> fields = fields(Golden.text(name + ".txt"));
        fields.put("sign", Golden.text(name + ".sig"));
        List<String> encoded = new ArrayList<>();
        fields.forEach(
                (k, v) -> encoded.add(k + "=" + URLEncoder.encode(v, StandardCharsets.UTF_8)));
        return String.join("&", encoded);
    }

    static byte[] envelope(String root, byte[] node) {
        return ("{\""
                        + root
                        + "\":"
                        + new String(node, StandardCharsets.UTF_8)
                        + ",\"sign\":\""
                        + Golden.signedByProvider(node)
                        + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String field : text.split("&")) {
            int equals = field.indexOf('=');
            fields.put(field.substring(0, equals), field.substring(equals + 1));
        }
        return fields;
    }
}
