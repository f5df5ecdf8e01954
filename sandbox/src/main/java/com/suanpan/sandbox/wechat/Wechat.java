package com.suanpan.sandbox.wechat;

import com.suanpan.sandbox.Account;
import com.suanpan.sandbox.Call;
import com.suanpan.sandbox.Ground;
import com.suanpan.sandbox.Json;
import com.suanpan.sandbox.Operation;
import com.suanpan.sandbox.Order;
import com.suanpan.sandbox.Person;
import com.suanpan.sandbox.Provider;
import com.suanpan.sandbox.Refund;
import com.suanpan.sandbox.Reply;
import com.suanpan.sandbox.Twist;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// WeChat Pay.
public final class Wechat implements Provider {

    static final String CODE = "WECHAT";

    private static final String H5_PAGE = "/cgi-bin/mmpayweb-bin/checkmweb";
    private static final Pattern NUMBERED =
            Pattern.compile("/v3/pay/transactions/(out-trade-no|id)/([^/]+)(/close)?");

    private final Ground ground;
    private final WechatKeys keys;
    private final WechatSignature signature;
    private final WechatOrders orders;
    private final WechatWords words;
    private final WechatRefunds refunds;
    private final WechatPayer payer;
    private final WechatLogin login;

    public Wechat(Ground ground) {
        this.ground = ground;
        this.keys = new WechatKeys(ground);
        this.signature = new WechatSignature(ground, keys);
        this.orders = new WechatOrders(ground);
        this.words = new WechatWords(ground);
        this.refunds = new WechatRefunds(ground, words);
        this.payer = new WechatPayer(ground);
        this.login = new WechatLogin(ground);
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public boolean serves(Call call) {
        return call.path().startsWith("/v3/")
                || call.path().equals(H5_PAGE)
                || WechatLogin.at(call.path()).isPresent();
    }

    @Override
    public Asked asked(Call call) {
        Optional<Operation> knowing = WechatLogin.at(call.path());
        if (knowing.isPresent()) {
            String mchid = login.account(call).map(Account::number).orElse(null);
            return new Asked(knowing.get(), mchid, null, null);
        }
        String account = WechatSignature.authorization(call).get("mchid");
        if (WechatRefunds.serves(call)) {
            return WechatRefunds.asked(account, call);
        }
        Matcher numbered = NUMBERED.matcher(call.path());
        if (numbered.matches()) {
            Operation operation = numbered.group(3) == null ? Operation.QUERY : Operation.CLOSE;
            String number = decoded(numbered.group(2));
            if (numbered.group(1).equals("id")) {
                Optional<Order> order = ground.orders().byTradeNo(number);
                number = order.map(there -> there.terms().orderNo()).orElse(null);
            }
            return new Asked(operation, account, number, null);
        }
        if (WechatScene.at(call.path()).isEmpty()) {
            return new Asked(Operation.OTHER, account, null, null);
        }
        try {
            ObjectNode body = Json.object(call.text());
            long total = body.path("amount").path("total").asLong(0);
            return new Asked(Operation.PAY, account, Json.text(body, "out_trade_no"), total);
        } catch (IllegalArgumentException e) {
            return new Asked(Operation.PAY, account, null, null);
        }
    }

    @Override
    public Reply answer(Call call, Twist twist) {
        if (call.path().equals(H5_PAGE)) {
            return phonePage(call);
        }
        if (WechatLogin.at(call.path()).isPresent()) {
            return login.answer(call);
        }
        try {
            Account account = signature.verified(call);
            if (call.header("Accept") == null || call.header("User-Agent") == null) {
                throw new WechatFault("PARAM_ERROR", "Http头缺少Accept或User-Agent");
            }
            return signed(call, carriedOut(account, call, twist), twist);
        } catch (WechatFault fault) {
            return signed(call, fault.reply(), twist);
        } catch (IllegalArgumentException e) {
            return signed(call, new WechatFault("PARAM_ERROR", "" + e.getMessage()).reply(), twist);
        }
    }

    private Reply carriedOut(Account account, Call call, Twist twist) {
        Optional<WechatScene> scene = WechatScene.at(call.path());
        if (scene.isPresent() && call.method().equals("POST")) {
            Order order = orders.placed(account, scene.get(), Json.object(call.text()), twist);
            return Reply.json(200, handedOut(scene.get(), order));
        }
        if (call.path().equals("/v3/certificates") && call.method().equals("GET")) {
            return Reply.json(200, words.certificates(account, keys));
        }
        if (WechatRefunds.serves(call)) {
            return refunds.answer(account, call, twist);
        }
        Matcher numbered = NUMBERED.matcher(call.path());
        if (!numbered.matches()) {
            throw new WechatFault(404, "NOT_FOUND", "接口不存在");
        }
        String number = decoded(numbered.group(2));
        if (numbered.group(3) != null && call.method().equals("POST")) {
            merchant(account, Json.text(Json.object(call.text()), "mchid"));
            orders.close(account, number, twist);
            return new Reply(204, Map.of(), new byte[0]);
        }
        merchant(account, call.query().get("mchid"));
        Order order =
                numbered.group(1).equals("id")
                        ? orders.byId(account, number, twist)
                        : orders.byNumber(account, number, twist);
        return Reply.json(200, words.transaction(account, twist.seen(order), twist));
    }

    private static void merchant(Account account, @Nullable String mchid) {
        if (!account.number().equals(mchid)) {
            throw new WechatFault("PARAM_ERROR", "mchid 与 Authorization 不一致");
        }
    }

    private Map<String, String> handedOut(WechatScene scene, Order order) {
        String token = order.terms().token();
        String prepayId = WechatPayer.PREPAY_START + token;
        return switch (scene) {
            case NATIVE -> Map.of("code_url", WechatPayer.CODE_START + token);
            case JSAPI, APP -> Map.of("prepay_id", prepayId);
            case H5 ->
                    Map.of(
                            "h5_url",
                            "%s%s?prepay_id=%s&package=%s"
                                    .formatted(
                                            ground.base(),
                                            H5_PAGE,
                                            prepayId,
                                            order.terms().tradeNo().substring(18)));
        };
    }

    /// Where a phone's browser lands; only the browser knows where to go back.
    private Reply phonePage(Call call) {
        Optional<Order> order = payer.byPrepay(call.query().get("prepay_id"));
        if (order.isEmpty()) {
            return Reply.of(404, Reply.HTML, "<!doctype html><meta charset=\"utf-8\"><p>支付请求已失效");
        }
        String back = call.query().get("redirect_url");
        if (back != null) {
            ground.orders().returnTo(order.get(), back);
        }
        return Reply.seeOther(ground.payerPage(order.get()));
    }

    private Reply signed(Call call, Reply reply, Twist twist) {
        return reply.with(signature.headers(signature.asked(call), reply.text(), twist));
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public Reply refuse(Call call, @Nullable String code, @Nullable Integer status, Twist twist) {
        if (WechatLogin.at(call.path()).isPresent()) {
            return login.refuse(call, code);
        }
        String why = Objects.requireNonNullElse(code, "RULE_LIMIT");
        WechatFault fault =
                status == null
                        ? new WechatFault(why, "沙箱拒绝")
                        : new WechatFault(status, why, "沙箱拒绝");
        return signed(call, fault.reply(), twist);
    }

    @Override
    public Account newAccount(String name) {
        return WechatAccounts.fresh(ground, name);
    }

    @Override
    public Map<String, String> settings(Account account) {
        return WechatAccounts.settings(ground, keys, account);
    }

    @Override
    public Optional<Opening> open(String text) {
        return payer.open(text);
    }

    @Override
    public Optional<String> payerId(Account account, Person person) {
        return Optional.of(WechatLogin.openid(account, person));
    }

    @Override
    public Optional<String> boundTo(Order order) {
        return Optional.ofNullable(order.terms().more("openid"));
    }

    @Override
    public @Nullable String returnUrl(Account account, Order order) {
        return order.returnUrl();
    }

    @Override
    public Callback callback(Account account, Order order, Twist twist) {
        return posted(order.terms().notifyUrl(), words.notice(account, order, twist), twist);
    }

    @Override
    public Optional<Callback> refundCallback(Account account, Refund refund, Twist twist) {
        String body = words.refundNotice(account, refund, twist);
        return Optional.of(posted(refund.notifyUrl(), body, twist));
    }

    @Override
    public String shortOfFunds() {
        return "NOT_ENOUGH";
    }

    private Callback posted(String address, String body, Twist twist) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "*/*");
        headers.put("User-Agent", "Mozilla/4.0");
        headers.putAll(signature.headers(keys.publicKeyId(), body, twist));
        return new Callback(URI.create(address), headers, body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean acknowledges(int status, String body) {
        return status == 200 || status == 204;
    }

    /// 15s 15s 30s 3m 10m 20m 30m 30m 30m 60m 3h 3h 3h 6h 6h.
    @Override
    public List<Duration> schedule() {
        return Stream.of(
                        15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10_800, 10_800, 10_800,
                        21_600, 21_600)
                .map(Duration::ofSeconds)
                .toList();
    }
}
