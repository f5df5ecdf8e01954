package com.suanpan.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The webhook signature is the example of the Standard Webhooks specification's own libraries.
class NoticesTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String TIMESTAMP = "1614265330";
    private static final Signing SIGNING = Signing.hmac("secret");
    private static final String BODY =
            "{\"order_no\":\"A1\",\"amount\":\"100.00\",\"sign\":\"%s\"}"
                    .formatted(SIGNING.sign("amount=100.00&order_no=A1"));

    private final Notices notices = noticesWith(SECRET);

    @Test
    void the_signature_of_the_standards_example_is_ours() {
        byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

        assertThat(
                        notices.judge(
                                ID,
                                TIMESTAMP,
                                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                                body))
                .as("the webhook holds; its body has no sign of ours")
                .isEqualTo(new NoticeResult.Forged("the sign in its body does not match"));
    }

    @Test
    void a_genuine_notice_is_read() {
        assertThat(judge(notices, TIMESTAMP, BODY, signature(BODY)))
                .isInstanceOfSatisfying(
                        NoticeResult.Genuine.class,
                        n -> assertThat(n.fields()).containsEntry("amount", "100.00"));
    }

    @Test
    void a_payments_notice_tells_its_order() {
        Map<String, String> fields = new TreeMap<>();
        fields.put("notice_type", "PAYMENT");
        fields.put("merchant_id", "M1");
        fields.put("order_no", "A1");
        fields.put("pay_order_no", "26");
        fields.put("amount", "100.00");
        fields.put("paid_amount", "100.00");
        fields.put("fee", "0.60");
        fields.put("status", "SUCCEEDED");
        fields.put("paid_at", "2026-01-02T11:04:25+08:00");
        Order order = new NoticeResult.Genuine(ID, fields).order().orElseThrow();

        assertThat(order.isPaid()).isTrue();
        assertThat(order.paidFen()).isEqualTo(10_000);
        assertThat(order.feeFen()).isEqualTo(60);
        assertThat(order.paidAt()).contains(Instant.parse("2026-01-02T03:04:25Z"));
        fields.put("notice_type", "LATER");
        assertThat(new NoticeResult.Genuine(ID, fields).order()).isEmpty();
    }

    @Test
    void headers_are_found_by_name_and_one_that_is_not_there_is_forged() {
        Map<String, String> headers = new TreeMap<>();
        headers.put("webhook-id", ID);
        headers.put("webhook-timestamp", TIMESTAMP);
        headers.put("webhook-signature", signature(BODY));
        assertThat(notices.judge(headers::get, bytes(BODY)))
                .isInstanceOf(NoticeResult.Genuine.class);

        for (String name : List.copyOf(headers.keySet())) {
            String value = headers.remove(name);
            assertThat(notices.judge(headers::get, bytes(BODY)))
                    .isInstanceOf(NoticeResult.Forged.class);
            headers.put(name, value);
        }
    }

    @Test
    void while_keys_are_exchanged_either_signs_the_body() {
        Signing exchanging = Signing.hmac("newer").alsoBelieving(SIGNING);

        assertThat(
                        judge(
                                new Notices(List.of(SECRET), exchanging, clock()),
                                TIMESTAMP,
                                BODY,
                                signature(BODY)))
                .isInstanceOf(NoticeResult.Genuine.class);
        assertThat(exchanging.sign("x")).isEqualTo(Signing.hmac("newer").sign("x"));
    }

    @Test
    void bytes_that_are_not_utf_8_are_forged() {
        byte[] body = bytes(BODY.replace("A1", "A?"));
        body[BODY.indexOf("A1") + 1] = (byte) 0xff;
        String read = new String(body, StandardCharsets.UTF_8);
        assertThat(FlatMessage.read(read)).isPresent();
        assertThat(FlatMessage.read(body)).isEmpty();
    }

    @Test
    void while_secrets_are_exchanged_either_holds() {
        Notices both =
                new Notices(
                        List.of("whsec_bmV3IG5ldyBuZXcgbmV3IG5ldyBuZXc=", SECRET),
                        SIGNING,
                        clock());

        assertThat(judge(both, TIMESTAMP, BODY, "v1,bm8= " + signature(BODY)))
                .isInstanceOf(NoticeResult.Genuine.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1614265029", "1614265631", "", "x", "-1"})
    void an_old_or_future_notice_is_forged(String timestamp) {
        assertThat(judge(notices, timestamp, BODY, signature(BODY)))
                .isInstanceOf(NoticeResult.Forged.class);
    }

    @Test
    void another_body_secret_or_id_is_forged() {
        assertThat(judge(notices, TIMESTAMP, BODY.replace("100", "900"), signature(BODY)))
                .isInstanceOf(NoticeResult.Forged.class);
        assertThat(judge(noticesWith("whsec_b3RoZXI="), TIMESTAMP, BODY, signature(BODY)))
                .isInstanceOf(NoticeResult.Forged.class);
        assertThat(notices.judge("other", TIMESTAMP, signature(BODY), bytes(BODY)))
                .isInstanceOf(NoticeResult.Forged.class);
        assertThat(judge(notices, TIMESTAMP, BODY, "")).isInstanceOf(NoticeResult.Forged.class);
    }

    private static NoticeResult judge(
            Notices notices, String timestamp, String body, String signature) {
        return notices.judge(ID, timestamp, signature, bytes(body));
    }

    private static Notices noticesWith(String secret) {
        return new Notices(List.of(secret), SIGNING, clock());
    }

    private static Clock clock() {
        return Clock.fixed(Instant.ofEpochSecond(1_614_265_330), ZoneOffset.UTC);
    }

    private static String signature(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] key = Base64.getDecoder().decode(SECRET.substring("whsec_".length()));
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] signed = mac.doFinal(bytes(ID + "." + TIMESTAMP + "." + body));
            return "v1," + Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
