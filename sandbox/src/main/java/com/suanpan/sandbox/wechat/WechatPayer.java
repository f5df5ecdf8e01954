package com.suanpan.sandbox.wechat;

import com.suanpan.sandbox.Account;
import com.suanpan.sandbox.Ground;
import com.suanpan.sandbox.Json;
import com.suanpan.sandbox.Order;
import com.suanpan.sandbox.Provider.Opening;
import com.suanpan.sandbox.Rsa;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The payer's WeChat: reads a code, or the parameters that a page or an app hands to its SDK and that
/// the merchant signed.
final class WechatPayer {

    static final String CODE_START = "weixin://wxpay/bizpayurl?pr=";
    static final String PREPAY_START = "wx";

    private final Ground ground;

    WechatPayer(Ground ground) {
        this.ground = ground;
    }

    Optional<Opening> open(String text) {
        if (text.startsWith(CODE_START)) {
            return found(text.substring(CODE_START.length())).map(Opening.Opened::new);
        }
        if (!text.startsWith("{")) {
            return Optional.empty();
        }
        ObjectNode script = Json.object(text);
        if (script.has("paySign")) {
            return Optional.of(page(script));
        }
        return script.has("partnerid") ? Optional.of(app(script)) : Optional.empty();
    }

    Optional<Order> byPrepay(@Nullable String prepayId) {
        return prepayId != null && prepayId.startsWith(PREPAY_START)
                ? found(prepayId.substring(PREPAY_START.length()))
                : Optional.empty();
    }

    private Optional<Order> found(String token) {
        return ground.orders()
                .byToken(token)
                .filter(order -> order.terms().provider().equals(Wechat.CODE));
    }

    /// `wx.requestPayment` and `WeixinJSBridge`.
    private Opening page(ObjectNode script) {
        String prepay = field(script, "package");
        String text =
                String.join(
                        "\n",
                        field(script, "appId"),
                        field(script, "timeStamp"),
                        field(script, "nonceStr"),
                        prepay,
                        "");
        return signed(
                WechatScene.JSAPI,
                prepay.replaceFirst("^prepay_id=", ""),
                field(script, "appId"),
                text,
                field(script, "signType").equals("RSA") ? field(script, "paySign") : "");
    }

    /// The app SDK's `PayReq`.
    private Opening app(ObjectNode script) {
        String prepay = field(script, "prepayid");
        String text =
                String.join(
                        "\n",
                        field(script, "appid"),
                        field(script, "timestamp"),
                        field(script, "noncestr"),
                        prepay,
                        "");
        boolean whole = field(script, "package").equals("Sign=WXPay");
        return signed(
                WechatScene.APP,
                prepay,
                field(script, "appid"),
                text,
                whole ? field(script, "sign") : "");
    }

    private Opening signed(
            WechatScene scene, String prepayId, String appId, String text, String sign) {
        Optional<Order> order = byPrepay(prepayId);
        if (order.isEmpty() || !order.get().terms().scene().equals(scene.name())) {
            return new Opening.Rejected("no such prepay_id for this scene 预支付单不存在");
        }
        Account account =
                ground.accounts().find(Wechat.CODE, order.get().terms().account()).orElseThrow();
        boolean good =
                account.fact("app_id").equals(appId)
                        && Rsa.verifies(
                                Rsa.publicKey(account.fact("merchant_public_key")), text, sign);
        return good
                ? new Opening.Opened(order.get())
                : new Opening.Rejected("wrong signature 支付验证签名失败");
    }

    private static String field(ObjectNode script, String name) {
        return Objects.requireNonNullElse(Json.text(script, name), "");
    }
}
