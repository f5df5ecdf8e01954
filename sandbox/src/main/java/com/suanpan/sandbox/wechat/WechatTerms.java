package com.suanpan.sandbox.wechat;

import com.suanpan.sandbox.Account;
import com.suanpan.sandbox.Ground;
import com.suanpan.sandbox.Json;
import com.suanpan.sandbox.Terms;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the body of a prepay call.
final class WechatTerms {

    /// The shortest life that `time_expire` may give, less what the call itself took.
    private static final Duration SHORTEST = Duration.ofSeconds(55);

    private static final Duration USUAL = Duration.ofHours(2);

    private final Ground ground;

    WechatTerms(Ground ground) {
        this.ground = ground;
    }

    Terms read(Account account, WechatScene scene, ObjectNode body) {
        if (!account.number().equals(Json.text(body, "mchid"))) {
            throw new WechatFault("PARAM_ERROR", "mchid 与 Authorization 不一致");
        }
        if (!account.fact("app_id").equals(Json.text(body, "appid"))) {
            throw new WechatFault("APPID_MCHID_NOT_MATCH", "appid 和 mch_id 不匹配");
        }
        JsonNode total = body.path("amount").path("total");
        check(
                total.isIntegralNumber() && total.canConvertToLong() && total.asLong() >= 1,
                "amount.total");
        String currency = Json.text(body.path("amount"), "currency");
        check(currency == null || currency.equals("CNY"), "amount.currency");
        String openid = Json.text(body.path("payer"), "openid");
        JsonNode device = body.path("scene_info");
        switch (scene) {
            case JSAPI -> check(openid != null && !openid.isEmpty(), "payer.openid");
            case H5 -> {
                check(Json.text(device, "payer_client_ip") != null, "scene_info.payer_client_ip");
                check(Json.text(device.path("h5_info"), "type") != null, "scene_info.h5_info.type");
            }
            case NATIVE, APP -> {}
        }
        Instant now = ground.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        return new Terms(
                Wechat.CODE,
                account.number(),
                text(body, "out_trade_no", "[0-9A-Za-z_|*-]{6,32}"),
                ground.serials().number("42000026"),
                ground.serials().hex(16),
                scene + " " + body,
                scene.name(),
                total.asLong(),
                "CNY",
                text(body, "description", "(?s).{1,127}"),
                text(body, "notify_url", "https?://[^?]{1,240}"),
                null,
                now,
                expiry(Json.text(body, "time_expire"), now),
                more(Json.text(body, "attach"), openid));
    }

    private static Instant expiry(@Nullable String at, Instant now) {
        if (at == null) {
            return now.plus(USUAL);
        }
        try {
            Instant expires = OffsetDateTime.parse(at).toInstant();
            check(expires.isAfter(now.plus(SHORTEST)), "time_expire");
            return expires;
        } catch (DateTimeParseException e) {
            throw new WechatFault("PARAM_ERROR", "time_expire");
        }
    }

    private static Map<String, String> more(@Nullable String attach, @Nullable String openid) {
        Map<String, String> more = new TreeMap<>();
        if (attach != null) {
            check(attach.length() <= 128, "attach");
            more.put("attach", attach);
        }
        if (openid != null) {
            more.put("openid", openid);
        }
        return more;
    }

    private static String text(ObjectNode body, String field, String form) {
        String value = Json.text(body, field);
        check(value != null && value.matches(form), field);
        return Objects.requireNonNull(value);
    }

    private static void check(boolean holds, String field) {
        if (!holds) {
            throw new WechatFault("PARAM_ERROR", "参数错误 " + field);
        }
    }
}
