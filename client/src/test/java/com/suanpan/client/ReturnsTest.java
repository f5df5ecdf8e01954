package com.suanpan.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnsTest {

    private static final String FIELDS =
            "merchant_id=M1&order_no=A1&pay_order_no=26&status=SUCCEEDED&timestamp=1767323045";
    private static final Signing SIGNING = Signing.hmac("secret");
    private static final String SENT = FIELDS + "&sign=" + SIGNING.sign("return\n" + FIELDS);

    private final Returns returns = new Returns("M1", SIGNING);

    @Test
    void a_payer_whom_suanpan_sent_back_is_believed_whatever_the_shops_own_query() {
        for (String query : new String[] {SENT, "lang=zh&" + SENT, SENT + "&x", "&" + SENT}) {
            assertThat(returns.judge(query))
                    .isEqualTo(
                            new ReturnResult.Genuine(
                                    "A1",
                                    "26",
                                    OrderStatus.SUCCEEDED,
                                    Instant.ofEpochSecond(1_767_323_045)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order_no=A1->order_no=A2",
                "status=SUCCEEDED->status=FAILED",
                "timestamp=1767323045->timestamp=1767323046",
                "pay_order_no=26&->",
                "order_no=A1->order_no=A1&order_no=A2",
                "order_no=A1->order_no",
                "order_no=A1->order_no=%",
                "sign=->sign=0"
            })
    void a_changed_address_is_forged(String change) {
        String[] fromTo = change.split("->", 2);

        assertThat(returns.judge(SENT.replaceFirst("\\b" + fromTo[0], fromTo[1])))
                .isInstanceOf(ReturnResult.Forged.class);
    }

    @Test
    void no_query_another_merchant_and_the_signature_of_a_call_are_forged() {
        assertThat(returns.judge(null)).isInstanceOf(ReturnResult.Forged.class);
        assertThat(new Returns("M2", SIGNING).judge(SENT)).isInstanceOf(ReturnResult.Forged.class);
        assertThat(returns.judge(FIELDS + "&sign=" + SIGNING.sign(FIELDS)))
                .isInstanceOf(ReturnResult.Forged.class);
    }

    @Test
    void with_rsa2_suanpans_key_signs_and_ours_does_not_verify() throws Exception {
        KeyPair ours = pair();
        KeyPair suanpans = pair();
        Signing their = Signing.rsa2(base64(suanpans.getPrivate()), base64(ours.getPublic()));
        Signing our =
                Signing.rsa2(
                        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                                .formatted(base64(ours.getPrivate())),
                        base64(suanpans.getPublic()));
        String sign = URLEncoder.encode(their.sign("return\n" + FIELDS), StandardCharsets.UTF_8);

        assertThat(new Returns("M1", our).judge(FIELDS + "&sign=" + sign))
                .isInstanceOf(ReturnResult.Genuine.class);
        assertThat(our.verifies("x", our.sign("x"))).isFalse();
        assertThat(their.verifies("x", our.sign("x"))).isTrue();
        assertThat(their.verifies("x", "!")).isFalse();
    }

    private static KeyPair pair() throws Exception {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        return rsa.generateKeyPair();
    }

    private static String base64(java.security.Key key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }
}
