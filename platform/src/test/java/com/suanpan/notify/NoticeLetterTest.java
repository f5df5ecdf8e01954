package com.suanpan.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.suanpan.merchant.Merchant;
import com.suanpan.merchant.SignType;
import com.suanpan.merchant.Signatures;
import com.suanpan.payment.OrderStage;
import com.suanpan.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NoticeLetterTest {

    private static final Instant T = Instant.parse("2026-01-02T03:04:05Z");

    private final Signatures signatures = new Signatures();

    @Test
    void any_library_of_standard_webhooks_verifies_it_with_either_secret() {
        NoticeLetter letter = letter(merchant(SignType.HMAC_SHA256, null), Instant.now());
        String body = new String(letter.body(), StandardCharsets.UTF_8);

        for (Secret secret : List.of(NoticeSamples.WEBHOOK, NoticeSamples.WEBHOOK_BEFORE)) {
            Webhook webhook = new Webhook(secret.reveal());
            assertThatCode(() -> webhook.verify(body, headers(letter))).doesNotThrowAnyException();
            assertThatThrownBy(
                            () -> webhook.verify(body.replace("100.00", "900.00"), headers(letter)))
                    .isInstanceOf(WebhookVerificationException.class);
        }
        assertThat(letter.headers())
                .containsEntry("webhook-id", "26010211040500070010000007")
                .hasSize(4);
    }

    @Test
    void an_old_letter_cannot_be_replayed() {
        NoticeLetter old = letter(merchant(SignType.HMAC_SHA256, null), T);
        Webhook webhook = new Webhook(NoticeSamples.WEBHOOK.reveal());
        String body = new String(old.body(), StandardCharsets.UTF_8);
        assertThatThrownBy(() -> webhook.verify(body, headers(old)))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void the_body_is_signed_with_the_newest_key_as_answers_are() throws Exception {
        NoticeLetter letter = letter(merchant(SignType.HMAC_SHA256, null), T);
        SequencedMap<String, String> fields =
                NoticeFields.read(new String(letter.body(), StandardCharsets.UTF_8));
        String sign = fields.remove("sign");

        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("newest".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String text =
                "amount=100.00&attach=a=1&channel_order_no=4200001&created_at=2026-01-02T11:03:05+08:00"
                        + "&currency=CNY&expires_at=2026-01-02T11:33:05+08:00&fee=0.60"
                        + "&flow_no=26010211040500070010000009&merchant_id=M1&notice_type=PAYMENT"
                        + "&order_no=ORDER-1&paid_amount=100.00&paid_at=2026-01-02T11:04:04+08:00"
                        + "&pay_method=MOCK_QR&pay_order_no=26010211040500070010000001"
                        + "&refunded_amount=0.00&stage=PAID&status=SUCCEEDED";
        assertThat(sign)
                .isEqualTo(
                        HexFormat.of()
                                .formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void under_rsa2_it_is_signed_with_our_own_key_pair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        Secret ours =
                new Secret(Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
        NoticeLetter letter = letter(merchant(SignType.RSA2, ours), T);
        SequencedMap<String, String> fields =
                NoticeFields.read(new String(letter.body(), StandardCharsets.UTF_8));
        byte[] sign = Base64.getDecoder().decode(fields.remove("sign"));

        Signature verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(pair.getPublic());
        verifier.update(Signatures.signedText(fields).getBytes(StandardCharsets.UTF_8));
        assertThat(verifier.verify(sign)).isTrue();
    }

    @Test
    void a_notice_goes_on_with_the_trace_of_its_order() {
        NoticeLetter letter = letter(merchant(SignType.HMAC_SHA256, null), T);

        assertThat(letter.headers().get("traceparent")).matches("00-000000\\d{26}-[0-9a-f]{16}-01");
    }

    @Test
    void what_is_unknown_is_left_out() {
        SequencedMap<String, String> fields =
                NoticeSamples.order("M1", "26010211040500070010000001", null, OrderStage.EXPIRED, T)
                        .data();

        assertThat(fields)
                .containsEntry("status", "FAILED")
                .containsEntry("stage", "EXPIRED")
                .containsEntry("paid_amount", "0.00")
                .doesNotContainKeys("paid_at", "flow_no", "channel_order_no");
    }

    private NoticeLetter letter(Merchant merchant, Instant now) {
        Notice notice = NoticeSamples.notice("M1", "26010211040500070010000007", T);
        String content =
                NoticeFields.write(
                        NoticeSamples.paid("M1", notice.payOrderNo(), "http://x/", T).data());
        Notice whole =
                new Notice(
                        0,
                        notice.noticeNo(),
                        "M1",
                        notice.payOrderNo(),
                        null,
                        content,
                        null,
                        1,
                        0,
                        T,
                        T);
        return NoticeLetter.write(whole, merchant, signatures, now);
    }

    private static Merchant merchant(SignType signType, @Nullable Secret ours) {
        return NoticeSamples.merchant("M1", signType, ours, false);
    }

    private static Map<String, List<String>> headers(NoticeLetter letter) {
        Map<String, List<String>> headers = new HashMap<>();
        letter.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        return headers;
    }
}
