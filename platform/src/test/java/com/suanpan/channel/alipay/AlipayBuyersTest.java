package com.suanpan.channel.alipay;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.channel.PayerResult;
import com.suanpan.channel.Samples;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who a payer inside Alipay is.
class AlipayBuyersTest extends AlipayPeer {

    private static final String ANSWER = "alipay_system_oauth_token_response";

    private final AlipayJsapiPayment jsapi = new AlipayJsapiPayment(line);

    @Test
    void the_browser_asks_for_a_code_at_alipays_page() {
        assertThat(
                        jsapi.authorize(
                                        account,
                                        URI.create("https://pay.example.com/cashier/T/payer/x/y"),
                                        "s-1")
                                .toString())
                .isEqualTo(
                        "https://openauth.alipay.com/oauth2/publicAppAuthorize.htm?app_id="
                                + AlipaySamples.APP_ID
                                + "&scope=auth_base"
                                + "&redirect_uri=https%3A%2F%2Fpay.example.com%2Fcashier%2FT%2Fpayer%2Fx%2Fy"
                                + "&state=s-1");
        assertThat(jsapi.isInside("Mozilla/5.0 (iPhone) AliApp(AP/10.5) AlipayClient/10.5"))
                .isTrue();
        assertThat(jsapi.isInside("Mozilla/5.0 (iPhone) MicroMessenger/8.0.50")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"user_id\":\"2088000000000002\",\"access_token\":\"a\"}', 2088000000000002",
        "'{\"open_id\":\"074a1CcTG1LelxKe4xQC0\",\"access_token\":\"a\"}', 074a1CcTG1LelxKe4xQC0",
    })
    void a_code_becomes_a_buyers_id(String node, String id) {
        says(ANSWER, node);

        assertThat(jsapi.identify(account, Samples.NUMBER, "a code&"))
                .isEqualTo(new PayerResult.Known(id));
        Map<String, String> asked = fields(lastQuery());
        assertThat(asked)
                .containsEntry("method", "alipay.system.oauth.token")
                .containsEntry("grant_type", "authorization_code")
                .containsEntry("code", "a code&")
                .doesNotContainKey("biz_content");
        assertThat(peer.requests().getLast().body()).isEmpty();
    }

    private String lastQuery() {
        return URI.create(peer.requests().getLast().head().split(" ", 3)[1]).getRawQuery();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"code\":\"40002\",\"sub_code\":\"isv.code-invalid\"} | Refused[code=isv.code-invalid",
                "{\"code\":\"20000\",\"sub_code\":\"isp.unknow-error\"} | Unknown[why=CHANNEL_UNSURE",
                "{\"user_id\":\"2088 evil\"} | Unknown[why=UNDEFINED",
                "{\"access_token\":\"a\"} | Unknown[why=UNDEFINED",
            })
    void nothing_else_is_taken_for_an_id(String node, String meaning) {
        says(node.contains("sub_code") ? "error_response" : ANSWER, node);

        assertThat(jsapi.identify(account, Samples.NUMBER, "c").toString()).startsWith(meaning);
    }

    @Test
    void an_id_that_alipay_did_not_sign_is_not_believed() {
        says(ANSWER, "{\"user_id\":\"2088000000000002\"}");
        answer = answer.replace("0002\"", "0003\"");
        assertThat(jsapi.identify(account, Samples.NUMBER, "c").toString())
                .startsWith("Unknown[why=UNVERIFIED");
        answer = "{\"" + ANSWER + "\":{\"user_id\":\"2088000000000002\"}}";
        assertThat(jsapi.identify(account, Samples.NUMBER, "c").toString())
                .startsWith("Unknown[why=UNVERIFIED");
    }
}
