package com.suanpan.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MaskedFieldsTest {

    private final MaskedFields masking = new MaskedFields("openid", "sign");

    @Test
    void json_keeps_four_characters_of_a_named_field() {
        assertThat(kept("{\"openid\": \"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o\",\"total\":1}"))
                .isEqualTo("{\"openid\": \"oUpF***\",\"total\":1}");
    }

    @Test
    void a_short_value_keeps_half_of_itself() {
        assertThat(kept("{\"openid\":\"oUp\",\"sign\":\"\"}"))
                .isEqualTo("{\"openid\":\"o***\",\"sign\":\"***\"}");
    }

    @Test
    void an_escaped_quote_does_not_end_a_value() {
        assertThat(kept("{\"openid\":\"oUpF8\\\"uMuAJO&M2\"}"))
                .isEqualTo("{\"openid\":\"oUpF***\"}");
    }

    @Test
    void a_form_and_json_inside_a_form_are_masked_too() {
        assertThat(kept("sign=abcdefghij&biz={\"openid\":\"oUpF8uMuAJO_\"}&x=\"sign\""))
                .isEqualTo("sign=abcd***&biz={\"openid\":\"oUpF***\"}&x=\"sign\"");
    }

    @Test
    void json_as_text_inside_json_is_masked_too() {
        assertThat(kept("{\"list\":\"[{\\\"openid\\\":\\\"oUpF8uMuAJO_\\\"}]\"}"))
                .isEqualTo("{\"list\":\"[{\\\"openid\\\":\\\"oUpF***\\\"}]\"}");
    }

    private String kept(String body) {
        return masking.keep(body.getBytes(StandardCharsets.UTF_8));
    }
}
