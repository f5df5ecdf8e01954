package com.suanpan.channel.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.suanpan.channel.BrokenAccount;
import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.ChannelLines;
import com.suanpan.channel.PayerResult;
import com.suanpan.channel.Samples;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who a payer inside WeChat is.
class WechatOpenidsTest extends WechatPeer {

    private static final String SECRET = "7813490da6f1265e4901ffb80afaa36f";

    private WechatJsapiPayment jsapi;
    private ChannelAccount web;

    @BeforeEach
    void an_account_with_a_secret() {
        jsapi = new WechatJsapiPayment(line, new WechatOpenids(ChannelLines.through(outbound)));
        web = account(Map.of("app_secret", SECRET));
        headers = Map.of();
        status = 200;
    }

    private ChannelAccount account(Map<String, String> more) {
        Map<String, String> settings = WechatSamples.settings("http://127.0.0.1:" + peer.port());
        settings.put("openid_base_url", "http://127.0.0.1:" + peer.port());
        settings.putAll(more);
        return Samples.account("WECHAT", "web-" + settings.hashCode(), 1, settings);
    }

    @Test
    void only_an_account_with_the_secret_can_tell_and_others_stay_valid() {
        ChannelAccount without = account(Map.of());

        jsapi.check(without);
        assertThat(jsapi.canIdentify(without)).isFalse();
        assertThat(jsapi.canIdentify(web)).isTrue();
        assertThatThrownBy(() -> jsapi.identify(without, Samples.NUMBER, "c"))
                .isInstanceOf(BrokenAccount.class)
                .hasMessageContaining("app_secret");
        assertThatThrownBy(() -> jsapi.check(account(Map.of("openid_base_url", "api.weixin"))))
                .isInstanceOf(BrokenAccount.class)
                .hasMessageContaining("openid_base_url");
    }

    @Test
    void the_browser_asks_for_a_code_at_wechats_page() {
        assertThat(
                        jsapi.authorize(
                                        web,
                                        URI.create("https://pay.example.com/cashier/T/payer/x/y"),
                                        "s-1")
                                .toString())
                .isEqualTo(
                        "https://open.weixin.qq.com/connect/oauth2/authorize?appid=wxd678efh567hg6787"
                                + "&redirect_uri=https%3A%2F%2Fpay.example.com%2Fcashier%2FT%2Fpayer%2Fx%2Fy"
                                + "&response_type=code&scope=snsapi_base&state=s-1#wechat_redirect");
        assertThat(jsapi.isInside("Mozilla/5.0 (iPhone) MicroMessenger/8.0.50")).isTrue();
        assertThat(jsapi.isInside("Mozilla/5.0 (iPhone) AlipayClient/10.5")).isFalse();
    }

    @Test
    void a_code_becomes_an_openid() {
        body = "{\"access_token\":\"t\",\"expires_in\":7200,\"openid\":\"oUpF8uMuAJO\"}";

        assertThat(jsapi.identify(web, Samples.NUMBER, "a code&"))
                .isEqualTo(new PayerResult.Known("oUpF8uMuAJO"));
        assertThat(peer.requests().getLast().head())
                .startsWith(
                        "GET /sns/oauth2/access_token?appid=wxd678efh567hg6787&secret="
                                + SECRET
                                + "&code=a+code%26&grant_type=authorization_code HTTP/1.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"errcode\":40163,\"errmsg\":\"code been used\"} | Refused[code=40163",
                "200 | {\"errcode\":40029,\"errmsg\":\"invalid code\"} | Refused[code=40029",
                "200 | {\"errcode\":-1,\"errmsg\":\"system error\"} | Unknown[why=CHANNEL_UNSURE",
                "200 | {\"openid\":\"o&evil=1\"} | Unknown[why=UNREADABLE",
                "200 | {} | Unknown[why=UNREADABLE",
                "200 | <html> | Unknown[why=UNREADABLE",
                "500 | {\"openid\":\"oUpF8uMuAJO\"} | Unknown[why=CHANNEL_UNSURE",
            })
    void nothing_else_is_taken_for_an_openid(int httpStatus, String says, String meaning) {
        status = httpStatus;
        body = says;

        assertThat(jsapi.identify(web, Samples.NUMBER, "c").toString()).startsWith(meaning);
    }

    @Test
    void m13_neither_the_secret_nor_the_openid_is_kept() {
        String address = "appid=wx1&secret=" + SECRET + "&code=c-1";
        assertThat(WechatOpenids.masked(address.getBytes(StandardCharsets.UTF_8))).isEqualTo("***");
        String answer = "{\"access_token\":\"tokentoken\",\"openid\":\"oUpF8uMuAJO\"}";
        assertThat(WechatOpenids.masked(answer.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("{\"access_token\":\"toke***\",\"openid\":\"oUpF***\"}");
    }
}
