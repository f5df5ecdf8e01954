package com.suanpan.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {

    private static final Map<String, String> CALL =
            Map.of(
                    "merchant_id",
                    "M1",
                    "order_no",
                    "A1",
                    "amount",
                    "100.00",
                    "pay_method",
                    "MOCK_QR");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timestamp",
                "nonce",
                "sign",
                "sign_type",
                "client_ip",
                "api_key",
                "qr_image"
            })
    void what_only_dates_or_signs_a_call_does_not_count(String field) {
        assertThat(Fingerprint.of(with(field, "x"))).isEqualTo(Fingerprint.of(CALL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"amount", "subject", "notify_url", "attach", "expire_minutes", "user_id"})
    void another_value_of_the_order_is_another_order(String field) {
        Fingerprint changed = Fingerprint.of(with(field, "x"));

        assertThat(changed.order()).isNotEqualTo(Fingerprint.of(CALL).order());
        assertThat(changed.method()).isEqualTo(Fingerprint.of(CALL).method());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pay_method",
                "payer_id",
                "auth_code",
                "agreement_no",
                "balance_amount",
                "return_url",
                "device_id"
            })
    void another_value_of_the_method_is_another_method_of_the_same_order(String field) {
        Fingerprint changed = Fingerprint.of(with(field, "x"));

        assertThat(changed.order()).isEqualTo(Fingerprint.of(CALL).order());
        assertThat(changed.method()).isNotEqualTo(Fingerprint.of(CALL).method());
    }

    @Test
    void an_empty_field_is_an_absent_one() {
        assertThat(Fingerprint.of(with("attach", ""))).isEqualTo(Fingerprint.of(CALL));
    }

    @Test
    void a_value_cannot_flow_over_into_its_neighbour() {
        assertThat(Fingerprint.of(Map.of("attach", "ab", "body", "c")))
                .isNotEqualTo(Fingerprint.of(Map.of("attach", "a", "body", "bc")));
    }

    private static Map<String, String> with(String field, String value) {
        Map<String, String> fields = new HashMap<>(CALL);
        fields.put(field, value);
        return fields;
    }
}
