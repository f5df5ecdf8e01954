package com.suanpan.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RsaSha256Test {

    private static final byte[] TEXT = "算盘".getBytes(StandardCharsets.UTF_8);

    @Test
    void a_key_is_read_from_pem_and_from_bare_base64() {
        String pem = Golden.text("provider-pub.pem");
        String bare = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
        String signature = Golden.signedByProvider(TEXT);

        assertThat(RsaSha256.verify(RsaSha256.publicKey(with(pem), "key"), TEXT, signature))
                .isTrue();
        assertThat(RsaSha256.publicKey(with(bare), "key"))
                .isEqualTo(RsaSha256.publicKey(with(pem), "key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "WECHATPAY/SIGNTEST/abc+/=", "not base64!", "AAAA", "c2lnbmF0dXJl"})
    void what_is_no_signature_fails_calmly(String signature) {
        var key = RsaSha256.publicKey(with(Golden.text("provider-pub.pem")), "key");

        assertThat(RsaSha256.verify(key, TEXT, signature)).isFalse();
    }

    @Test
    void another_keys_signature_fails() {
        var key = RsaSha256.publicKey(with(Golden.text("provider-pub.pem")), "key");

        assertThat(RsaSha256.verify(key, TEXT, Golden.signedByAnother(TEXT))).isFalse();
    }

    @Test
    void a_broken_key_breaks_the_account_and_is_not_quoted() {
        String half = Golden.text("merchant-key.pem").substring(0, 700);

        assertThatThrownBy(() -> RsaSha256.privateKey(with(half), "key"))
                .isInstanceOf(BrokenAccount.class)
                .hasNoCause()
                .message()
                .startsWith("channel account x-1: setting key is n")
                .doesNotContain(half.substring(100, 108));
        assertThatThrownBy(() -> RsaSha256.publicKey(with("§§"), "key"))
                .hasMessage("channel account x-1: setting key is neither PEM nor Base64");
        assertThatThrownBy(() -> RsaSha256.certificates(with("nothing"), "key"))
                .isInstanceOf(BrokenAccount.class);
        assertThatThrownBy(() -> RsaSha256.publicKey(Samples.account("X", Map.of()), "key"))
                .hasMessage("channel account x-1: setting key is missing");
    }

    @Test
    void a_key_below_2048_bits_is_refused() {
        assertThatThrownBy(() -> RsaSha256.privateKey(with(Golden.text("weak-key.pem")), "key"))
                .hasMessage("channel account x-1: setting key is no RSA key of 2048 bits or more");
    }

    @Test
    void certificates_may_stand_one_after_another() {
        String both = Golden.text("platform-a.pem") + Golden.text("platform-b.pem");

        assertThat(RsaSha256.certificates(with(both), "key"))
                .extracting(c -> c.getSerialNumber().toString(16))
                .containsExactly(
                        "5157f09efdc096de15ebe81a47057a7232f1b8e1",
                        "157f09efdc096de15ebe81a47057a7232f1b8e2");
    }

    private static ChannelAccount with(String key) {
        return Samples.account("X", Map.of("key", key));
    }
}
