package com.suanpan.sandbox.wechat;

import com.suanpan.sandbox.Account;
import com.suanpan.sandbox.Call;
import com.suanpan.sandbox.Consents.Redeemed;
import com.suanpan.sandbox.Ground;
import com.suanpan.sandbox.Json;
import com.suanpan.sandbox.Operation;
import com.suanpan.sandbox.PayerPage;
import com.suanpan.sandbox.Person;
import com.suanpan.sandbox.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How an application learns a payer's openid (网页授权, 小程序登录): the browser is sent through WeChat's
/// page and comes back with a code, for which the server gets the openid. Errors are `errcode` and
/// `errmsg` with HTTP 200, and nothing is signed.
final class WechatLogin {

    private static final String PAGE = "/connect/oauth2/authorize";
    private static final String TOKEN = "/sns/oauth2/access_token";
    private static final String SESSION = "/sns/jscode2session";

    private final Ground ground;

    WechatLogin(Ground ground) {
        this.ground = ground;
    }

    static Optional<Operation> at(String path) {
        return switch (path) {
            case PAGE -> Optional.of(Operation.AUTHORIZE);
            case TOKEN, SESSION -> Optional.of(Operation.TOKEN);
            default -> Optional.empty();
        };
    }

    Optional<Account> account(Call call) {
        return ground.accounts().findBy(Wechat.CODE, "app_id", call.query().get("appid"));
    }

    Reply answer(Call call) {
        return call.path().equals(PAGE) ? authorize(call) : told(call);
    }

    /// The payer says no, or the server's question is refused with this `errcode`.
    Reply refuse(Call call, @Nullable String code) {
        return call.path().equals(PAGE)
                ? back(call, null)
                : fault(Objects.requireNonNullElse(code, "-1"), "system error");
    }

    /// 28 letters that begin with `o`: of this person for this application, always the same.
    static String openid(Account account, Person person) {
        byte[] digest = person.digest(account.fact("app_id"));
        return "o"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(digest).substring(0, 27);
    }

    /// AppSecret; it follows from the account, so that accounts made before there was one have it.
    static String secret(Account account) {
        return HexFormat.of()
                .formatHex(new Person(account.fact("api_v3_key")).digest("app_secret"))
                .substring(0, 32);
    }

    private Reply authorize(Call call) {
        Map<String, String> query = call.query();
        String agent = Objects.requireNonNullElse(call.header("User-Agent"), "");
        if (!agent.contains("MicroMessenger")) {
            return page(call, "请在微信客户端打开链接");
        }
        Optional<Account> account = account(call);
        if (account.isEmpty()) {
            return page(call, "AppID 参数错误 10003");
        }
        if (!query.getOrDefault("redirect_uri", "").matches("https?://[^/]+.*")) {
            return page(call, "redirect_uri 参数错误 10003");
        }
        if (!query.getOrDefault("scope", "").matches("snsapi_base|snsapi_userinfo")
                || !"code".equals(query.get("response_type"))) {
            return page(call, "Scope 参数错误或没有 Scope 权限 10005");
        }
        Person person = Person.before(call, ground.serials());
        String code = ground.consents().code(account.get(), person);
        return person.known(back(call, code));
    }

    private static Reply page(Call call, String why) {
        return Reply.html(PayerPage.sorry(call, why));
    }

    /// Without consent the browser comes back with `state` alone.
    private static Reply back(Call call, @Nullable String code) {
        Map<String, String> query = call.query();
        String to = query.getOrDefault("redirect_uri", "");
        String state = URLEncoder.encode(query.getOrDefault("state", ""), StandardCharsets.UTF_8);
        return Reply.seeOther(
                to
                        + (to.contains("?") ? "&" : "?")
                        + (code == null ? "" : "code=" + code + "&")
                        + "state="
                        + state);
    }

    private Reply told(Call call) {
        Map<String, String> query = call.query();
        Optional<Account> account = account(call);
        if (account.isEmpty()) {
            return fault("40013", "invalid appid");
        }
        if (!secret(account.get()).equals(query.get("secret"))) {
            return fault("40125", "invalid appsecret");
        }
        if (!"authorization_code".equals(query.get("grant_type"))) {
            return fault("40002", "invalid grant_type");
        }
        boolean mini = call.path().equals(SESSION);
        String code = query.get(mini ? "js_code" : "code");
        if (code == null) {
            return fault("41008", "missing code");
        }
        return switch (ground.consents().redeem(account.get(), code)) {
            case Redeemed.Unknown _, Redeemed.OfAnother _ -> fault("40029", "invalid code");
            case Redeemed.Used _ -> fault("40163", "code been used");
            case Redeemed.TooOld _ -> fault("42003", "oauth_code expired");
            case Redeemed.By(var person) -> known(account.get(), person, mini);
        };
    }

    private Reply known(Account account, Person person, boolean mini) {
        String openid = openid(account, person);
        ground.consents().tell(account, openid, person);
        Map<String, Object> said = new LinkedHashMap<>();
        if (mini) {
            said.put("session_key", Base64.getEncoder().encodeToString(person.digest("session")));
            said.put("openid", openid);
        } else {
            said.put("access_token", ground.serials().hex(32));
            said.put("expires_in", 7200);
            said.put("refresh_token", ground.serials().hex(32));
            said.put("openid", openid);
            said.put("scope", "snsapi_base");
        }
        return Reply.of(200, "text/plain", Json.write(said));
    }

    private static Reply fault(String code, String message) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("errcode", code.matches("-?[0-9]{1,6}") ? Integer.parseInt(code) : -1);
        said.put("errmsg", message + ", rid: 6a03-sandbox");
        return Reply.of(200, "text/plain", Json.write(said));
    }
}
