package com.suanpan.sandbox.alipay;

import com.suanpan.sandbox.Account;
import com.suanpan.sandbox.Call;
import com.suanpan.sandbox.Consents.Redeemed;
import com.suanpan.sandbox.Ground;
import com.suanpan.sandbox.PayerPage;
import com.suanpan.sandbox.Person;
import com.suanpan.sandbox.Reply;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How an application learns who the buyer is (用户授权): the browser is sent through Alipay's page and
/// comes back with `auth_code`, which `alipay.system.oauth.token` changes into the buyer's ids.
final class AlipayLogin {

    static final String PAGE = "/oauth2/publicAppAuthorize.htm";

    private final Ground ground;

    AlipayLogin(Ground ground) {
        this.ground = ground;
    }

    /// 16 digits that begin with 2088: of this person, whatever the application.
    static String userId(Person person) {
        StringBuilder digits = new StringBuilder("2088");
        byte[] digest = person.digest("user_id");
        for (int i = 0; i < 12; i++) {
            digits.append(Math.floorMod(digest[i], 10));
        }
        return digits.toString();
    }

    /// Of this person for this application.
    static String openId(Account account, Person person) {
        byte[] digest = person.digest(account.number());
        return "0" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    Reply authorize(Call call) {
        Map<String, String> query = call.query();
        Optional<Account> account = ground.accounts().find(Alipay.CODE, query.get("app_id"));
        if (account.isEmpty()) {
            return page(call, "invalid app_id 应用不存在");
        }
        if (!query.getOrDefault("redirect_uri", "").matches("https?://[^/]+.*")) {
            return page(call, "invalid redirect_uri 回调地址不正确");
        }
        if (!query.getOrDefault("scope", "").matches("auth_base|auth_user")) {
            return page(call, "error_scope 授权范围不正确");
        }
        Person person = Person.before(call, ground.serials());
        return person.known(back(call, ground.consents().code(account.get(), person)));
    }

    private static Reply page(Call call, String why) {
        return Reply.html(PayerPage.sorry(call, why));
    }

    /// The browser comes back; without consent it brings no code.
    static Reply back(Call call, @Nullable String code) {
        Map<String, String> asked = call.query();
        String to = asked.getOrDefault("redirect_uri", "");
        Map<String, String> brought = new LinkedHashMap<>();
        brought.put("app_id", asked.getOrDefault("app_id", ""));
        brought.put("source", "alipay_wallet");
        brought.put("scope", asked.getOrDefault("scope", ""));
        if (code != null) {
            brought.put("auth_code", code);
        }
        brought.put("state", asked.getOrDefault("state", ""));
        String query = AlipayWords.form(brought);
        return Reply.seeOther(to + (to.contains("?") ? "&" : "?") + query);
    }

    /// The node of the answer; unlike others it carries no `code` when all is well.
    Map<String, Object> token(Account account, Map<String, String> parameters) {
        if (!"authorization_code".equals(parameters.get("grant_type"))) {
            throw new AlipayFault("isv.grant-type-invalid", "grant_type参数不正确");
        }
        return switch (ground.consents().redeem(account, parameters.get("code"))) {
            case Redeemed.Unknown _, Redeemed.Used _, Redeemed.TooOld _ ->
                    throw new AlipayFault("isv.code-invalid", "授权码code无效");
            case Redeemed.OfAnother _ ->
                    throw new AlipayFault("isv.unmatched-app-id", "应用标识与授权码不相符");
            case Redeemed.By(var person) -> known(account, person);
        };
    }

    private Map<String, Object> known(Account account, Person person) {
        String userId = userId(person);
        String openId = openId(account, person);
        ground.consents().tell(account, userId, person);
        ground.consents().tell(account, openId, person);
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("user_id", userId);
        node.put("open_id", openId);
        node.put("access_token", "authbse" + ground.serials().hex(16));
        node.put("expires_in", 1_296_000);
        node.put("refresh_token", "authbse" + ground.serials().hex(16));
        node.put("re_expires_in", 2_592_000);
        return node;
    }
}
