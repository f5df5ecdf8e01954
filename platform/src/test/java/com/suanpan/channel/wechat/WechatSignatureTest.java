package com.suanpan.channel.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.suanpan.channel.BrokenAccount;
import com.suanpan.channel.Credential;
import com.suanpan.channel.Golden;
import com.suanpan.channel.Samples;
import com.suanpan.channel.WireJson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts and signatures of the OpenSSL command line, in both directions.
class WechatSignatureTest {

    private static final String BASE = "https://api.mch.weixin.qq.com";
    private static final String NONCE = "AF1404CC2980FB414C99C0B98883BD42";
    private static final Instant NOW = Instant.ofEpochSecond(1795417200);
    private static final WechatAccount ACCOUNT = WechatAccount.parse(WechatSamples.account(BASE));

    @ParameterizedTest
    @CsvSource({"POST, wechat-post-request", "GET, wechat-get-request"})
    void a_request_is_signed_as_openssl_signs_it(String method, String golden) {
        String[] lines = Golden.text(golden + ".txt").split("\n", -1);

        assertThat(
                        WechatSignature.authorization(
                                ACCOUNT,
                                method,
                                URI.create(BASE + lines[1]),
                                lines[4].getBytes(StandardCharsets.UTF_8),
                                1795417200,
                                NONCE))
                .isEqualTo(
                        "WECHATPAY2-SHA256-RSA2048 mchid=\"1900007291\",nonce_str=\""
                                + NONCE
                                + "\",signature=\""
                                + Golden.text(golden + ".sig")
                                + "\",timestamp=\"1795417200\","
                                + "serial_no=\"408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB\"");
    }

    @Test
    void a_page_and_an_app_get_their_second_signature() {
        WechatScripts scripts = new WechatScripts(ACCOUNT, "1795417200", NONCE);
        String prepayId = "wx201410272009395522657a690389285100";

        assertThat(fields(scripts.page(prepayId)))
                .isEqualTo(
                        Map.of(
                                "appId",
                                WechatSamples.APP_ID,
                                "timeStamp",
                                "1795417200",
                                "nonceStr",
                                NONCE,
                                "package",
                                "prepay_id=" + prepayId,
                                "signType",
                                "RSA",
                                "paySign",
                                Golden.text("wechat-jsapi-script.sig")));
        assertThat(fields(scripts.app(prepayId)))
                .isEqualTo(
                        Map.of(
                                "appid",
                                WechatSamples.APP_ID,
                                "partnerid",
                                WechatSamples.MCH_ID,
                                "prepayid",
                                prepayId,
                                "package",
                                "Sign=WXPay",
                                "noncestr",
                                NONCE,
                                "timestamp",
                                "1795417200",
                                "sign",
                                Golden.text("wechat-app-script.sig")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                WechatSamples.PUBLIC_KEY_ID,
                "5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
                "5157f09efdc096de15ebe81a47057a7232f1b8e1"
            })
    void the_public_key_and_the_certificate_both_verify(String serial) {
        byte[] body = goldenBody("wechat-code-answer");

        assertThat(claimed(serial, "wechat-code-answer").isGenuine(ACCOUNT, body)).isTrue();
        assertThat(claimed(serial, "wechat-empty-answer").isGenuine(ACCOUNT, new byte[0])).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0157F09EFDC096DE15EBE81A47057A7232F1B8E2", "PUB_KEY_ID_X", "", "408B07"})
    void another_serials_key_does_not_verify(String serial) {
        assertThat(
                        claimed(serial, "wechat-code-answer")
                                .isGenuine(ACCOUNT, goldenBody("wechat-code-answer")))
                .isFalse();
    }

    @Test
    void a_byte_changed_anywhere_in_the_signed_text_breaks_the_signature() {
        byte[] body = goldenBody("wechat-code-answer");
        WechatSignature good = claimed(WechatSamples.PUBLIC_KEY_ID, "wechat-code-answer");
        for (int i = 0; i < body.length; i++) {
            byte[] changed = body.clone();
            changed[i] ^= 1;
            assertThat(good.isGenuine(ACCOUNT, changed)).as("byte " + i).isFalse();
        }
        assertThat(
                        new WechatSignature(good.serial(), "1795417201", good.nonce(), good.value())
                                .isGenuine(ACCOUNT, body))
                .isFalse();
        assertThat(
                        new WechatSignature(good.serial(), good.timestamp(), "593B", good.value())
                                .isGenuine(ACCOUNT, body))
                .isFalse();
    }

    @Test
    void wechats_probe_fails_calmly() {
        WechatSignature probe =
                new WechatSignature(
                        WechatSamples.PUBLIC_KEY_ID,
                        "1795417200",
                        WechatSamples.NONCE,
                        "WECHATPAY/SIGNTEST/6V7iSjU5zFFOGAdsb==");

        assertThat(probe.isGenuine(ACCOUNT, goldenBody("wechat-code-answer"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1795417200, true",
        "1795416900, true",
        "1795416899, false",
        "1795417500, true",
        "1795417501, false",
        "now, false"
    })
    void a_timestamp_is_fresh_for_five_minutes_either_way(String timestamp, boolean fresh) {
        assertThat(new WechatSignature("", timestamp, "", "").isFresh(NOW)).isEqualTo(fresh);
    }

    /// Sealed by OpenSSL (through Python's `cryptography`): AES-256-GCM, the tag after the ciphertext.
    @Test
    void a_resource_opens_only_with_its_key_its_nonce_and_its_associated_data() {
        var sealed =
                new WechatNotice.Resource(
                        "AEAD_AES_256_GCM",
                        "bz1oFyUTEZHJRwAG/xvfRjHjBhp2Lpn3Dzsc/Syo",
                        "transaction",
                        "fdasflkja484");
        WechatNotice notice = new WechatNotice("X", sealed);

        assertThat(
                        notice.opened(ACCOUNT.apiV3Key())
                                .map(b -> new String(b, StandardCharsets.UTF_8)))
                .contains("{\"a\":\"咖啡\"}");
        for (var wrong :
                new WechatNotice.Resource[] {
                    new WechatNotice.Resource(
                            sealed.algorithm(), sealed.ciphertext(), "other", sealed.nonce()),
                    new WechatNotice.Resource(
                            sealed.algorithm(), sealed.ciphertext(), null, sealed.nonce()),
                    new WechatNotice.Resource(
                            sealed.algorithm(), sealed.ciphertext(), "transaction", "short"),
                    new WechatNotice.Resource(
                            "AEAD_SM4_GCM", sealed.ciphertext(), "transaction", sealed.nonce()),
                    new WechatNotice.Resource(
                            sealed.algorithm(), "???", "transaction", sealed.nonce())
                }) {
            assertThat(new WechatNotice("X", wrong).opened(ACCOUNT.apiV3Key())).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "api_v3_key, short, setting api_v3_key is not 32 bytes",
        "base_url, api.mch, setting base_url is no address",
        "public_key_id, , setting public_key_id is missing",
        "mch_id, , setting mch_id is missing",
    })
    void a_broken_account_names_the_setting_and_not_its_value(
            String setting, String value, String why) {
        Map<String, String> settings = WechatSamples.settings(BASE);
        if (value == null) {
            settings.remove(setting);
        } else {
            settings.put(setting, value);
        }

        assertThatThrownBy(() -> WechatAccount.parse(Samples.account("WECHAT", settings)))
                .isInstanceOf(BrokenAccount.class)
                .hasMessage("channel account wechat-1: " + why);
    }

    @Test
    void one_kind_of_wechats_keys_is_enough_and_none_is_not() {
        Map<String, String> settings = WechatSamples.settings(BASE);
        settings.remove("platform_certificate");
        assertThat(WechatAccount.parse(Samples.account("WECHAT", settings)).theirs()).hasSize(1);
        settings.remove("public_key");
        assertThatThrownBy(() -> WechatAccount.parse(Samples.account("WECHAT", settings)))
                .isInstanceOf(BrokenAccount.class);
        assertThat(ACCOUNT.theirs()).hasSize(3);
        assertThat(ACCOUNT).hasToString("WechatAccount[1900007291]");
    }

    private static WechatSignature claimed(String serial, String golden) {
        return new WechatSignature(
                serial, WechatSamples.TIMESTAMP, WechatSamples.NONCE, Golden.text(golden + ".sig"));
    }

    private static byte[] goldenBody(String golden) {
        return Golden.text(golden + ".txt").split("\n", -1)[2].getBytes(StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked") // every value of a script is a text
    private static Map<String, String> fields(Credential.Script script) {
        return WireJson.read(script.parameters().getBytes(StandardCharsets.UTF_8), Map.class)
                .orElseThrow();
    }
}
