package com.suanpan.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.suanpan.money.Rate;
import com.suanpan.secret.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The signatures here were made with the tool of OpenSSL 3:
/// `printf '%s' "$TEXT" | openssl dgst -sha256 -hmac "$SECRET"` and
/// `openssl dgst -sha256 -sign key.pem | base64`.
class SignaturesTest {

    private static final String TEXT =
            "amount=100.00&attach=a=b&currency=CNY&merchant_id=M20240101001"
                    + "&order_no=ORD20240101123456&subject=商品描述&timestamp=1704067200";

    private static final String HMAC =
            "c6c637b21955b30398656e7e2539b4fa460d8dfe27c2c0a8329120991f1b5c9f";

    private static final String PUBLIC_KEY =
            """
            -----BEGIN PUBLIC KEY-----
            MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAvQaKoJQHHeWCijj68if1
            Am1WgBwTdS+nFqvBP5bea9ia14mDdmiIGY6LVXXg9gLXBDNHeFNRM8TGPaqyZJnm
            I0su8n0z+iEVWIAN5+7e6/t8oWhkgiuQAS1JPPwXT+yWVJeCMWDzMTVNQuWmWz1Q
            FgndcwnSZUn4bEz4dZ490Cv/Sgrbi+8RpJG78fImKLNpTgUBudLuSfF4HcNeHcT+
            z6Zuwo3pPi8MRAlr1t4pbtkOIlj/VKlt7C8mJchazNcyq6svdUrarHOE2lleDLNe
            TsDTuAgFIluYl5OmaPQwzoxqitDzjve/Y4aFmQ+vHwqRDC5bDNNuJguMJG93TxGT
            EwIDAQAB
            -----END PUBLIC KEY-----
            """;

    private static final String RSA2 =
            "GI0pNOPK3V86FTdfxAmkZPuJb/QuFvE48MuHQxMqzmKIPKSjp3eNKcQh6FdbRbboib20S2cCB2V/fmO4F3Urn8xi"
                    + "6+F3jN/2tJB4IVxV4Dj/2x9A58Va+MTvqRQjOK6ORy/dXUtkfimcim/puH0y29tdRCffszswCffBYOyP"
                    + "0J0I5tXnJ5klThn/swToTebMYs1dA/V718G1i6p2waialKECtQuY58GY0NQCx6ezXu0v8yWyRDXP0te1"
                    + "u5Gx14CxV5BzAZHxeRTn2fVG5kAQFKtjzrGHo4kJeT2PfDC75KZM9jlUjBL4GphGKDFH6t84p/CouVvl"
                    + "4n/TklISYFuQBw==";

    private static final MerchantKey KEY =
            new MerchantKey(
                    "ak_1",
                    new Secret("5f4dcc3b5aa765d61d8327deb882cf99"),
                    PUBLIC_KEY,
                    Set.of(Scope.PAY));

    private final Signatures signatures = new Signatures();

    @Test
    void the_signed_text_is_sorted_without_sign_and_empty_fields() {
        Map<String, String> fields =
                new HashMap<>(
                        Map.of(
                                "timestamp", "1704067200",
                                "subject", "商品描述",
                                "order_no", "ORD20240101123456",
                                "merchant_id", "M20240101001",
                                "currency", "CNY",
                                "attach", "a=b",
                                "amount", "100.00"));
        fields.put("sign", "whatever");
        fields.put("body", "");

        assertThat(Signatures.signedText(fields)).isEqualTo(TEXT);
    }

    @Test
    void hmac_agrees_with_openssl() {
        Merchant merchant = merchant(SignType.HMAC_SHA256);

        assertThat(signatures.sign(merchant, KEY, TEXT)).isEqualTo(HMAC);
        assertThat(signatures.verifies(merchant, KEY, TEXT, HMAC)).isTrue();
        assertThat(signatures.verifies(merchant, KEY, TEXT + " ", HMAC)).isFalse();
        assertThat(signatures.verifies(merchant, KEY, TEXT, "")).isFalse();
        assertThat(signatures.verifies(merchant, KEY, TEXT, HMAC.toUpperCase(Locale.ROOT)))
                .as("lower hex only")
                .isFalse();
    }

    @Test
    void rsa2_agrees_with_openssl_and_takes_pem_and_base64() {
        Merchant merchant = merchant(SignType.RSA2);
        String base64 = PUBLIC_KEY.replaceAll("-----[A-Z ]+-----|\\s", "");
        MerchantKey bare = new MerchantKey("ak_2", KEY.secretKey(), base64, KEY.scopes());

        assertThat(signatures.verifies(merchant, KEY, TEXT, RSA2)).isTrue();
        assertThat(signatures.verifies(merchant, bare, TEXT, RSA2)).isTrue();
        assertThat(signatures.verifies(merchant, KEY, TEXT + "0", RSA2)).isFalse();
        assertThat(signatures.verifies(merchant, KEY, TEXT, HMAC)).isFalse();
        assertThat(signatures.verifies(merchant, KEY, TEXT, "not base64!")).isFalse();
    }

    @Test
    void every_changed_character_of_a_signature_is_noticed() {
        Merchant rsa = merchant(SignType.RSA2);
        Merchant hmac = merchant(SignType.HMAC_SHA256);
        for (int i = 0; i < HMAC.length(); i++) {
            assertThat(signatures.verifies(hmac, KEY, TEXT, changed(HMAC, i))).isFalse();
        }
        for (int i = 0; i < RSA2.length() - 3; i++) {
            assertThat(signatures.verifies(rsa, KEY, TEXT, changed(RSA2, i))).isFalse();
        }
    }

    @Test
    void a_short_or_broken_public_key_is_refused_when_it_is_given() {
        String short1024 =
                """
                MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQCjnQqCSqAmyLEJybv+g6j+a6nM
                KQU/0MMqNnf3Obrvd2Au5ThYBhHtZ1gP+LxggGoOMAlrZCeq2HAVYsEagx3J3jKo
                6Jp3dt0CvtuWHM6WVSqOP3hmkhPUN7zzZR3xBijhmSxVKnDLeHCrkvEKutF2SoOv
                P6pB6O6xowxUIOxKEwIDAQAB
                """;

        assertThatThrownBy(() -> NewMerchant.named("a").rsa2(short1024))
                .hasMessageContaining("2048");
        assertThatThrownBy(() -> NewMerchant.named("a").rsa2("not a key"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String changed(String text, int at) {
        char other = text.charAt(at) == 'a' ? 'b' : 'a';
        return text.substring(0, at) + other + text.substring(at + 1);
    }

    private static Merchant merchant(SignType signType) {
        return new Merchant(
                "M20240101001",
                "商户",
                signType,
                List.of(KEY),
                null,
                List.of(),
                null,
                true,
                new Rate(60),
                SettleMode.T1,
                List.of(),
                false,
                10,
                10);
    }
}
