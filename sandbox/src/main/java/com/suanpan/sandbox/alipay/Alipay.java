package com.suanpan.sandbox.alipay;

import com.suanpan.sandbox.Account;
import com.suanpan.sandbox.Call;
import com.suanpan.sandbox.Ground;
import com.suanpan.sandbox.Json;
import com.suanpan.sandbox.Operation;
import com.suanpan.sandbox.Order;
import com.suanpan.sandbox.OrderState;
import com.suanpan.sandbox.Person;
import com.suanpan.sandbox.Provider;
import com.suanpan.sandbox.Refund;
import com.suanpan.sandbox.RefundState;
import com.suanpan.sandbox.Reply;
import com.suanpan.sandbox.Rsa;
import com.suanpan.sandbox.Seal;
import com.suanpan.sandbox.Twist;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Alipay's gateway: one address, the method is a parameter, query and form count alike.
public final class Alipay implements Provider {

    static final String CODE = "ALIPAY";

    private static final String PATH = "/gateway.do";

    private final Ground ground;
    private final AlipaySignature signature;
    private final AlipayTrades trades;
    private final AlipayWords words;
    private final AlipayRefunds refunds;
    private final AlipayPhone phone;
    private final AlipayLogin login;

    public Alipay(Ground ground) {
        this.ground = ground;
        this.signature = new AlipaySignature(ground.keys());
        this.trades = new AlipayTrades(ground);
        this.words = new AlipayWords(ground);
        this.refunds = new AlipayRefunds(ground, trades);
        this.phone = new AlipayPhone(ground, signature, trades);
        this.login = new AlipayLogin(ground);
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public boolean serves(Call call) {
        return call.path().equals(PATH) || call.path().equals(AlipayLogin.PAGE);
    }

    @Override
    public Asked asked(Call call) {
        Map<String, String> parameters = call.parameters();
        if (call.path().equals(AlipayLogin.PAGE)) {
            return new Asked(Operation.AUTHORIZE, parameters.get("app_id"), null, null);
        }
        Operation operation =
                AlipayMethod.named(parameters.get("method"))
                        .map(AlipayMethod::operation)
                        .orElse(Operation.OTHER);
        String app = parameters.get("app_id");
        try {
            ObjectNode content = AlipayTerms.content(parameters);
            String refund = Json.text(content, "out_request_no");
            String number = refund == null ? Json.text(content, "out_trade_no") : refund;
            if (number == null) {
                number =
                        ground.orders()
                                .byTradeNo(Json.text(content, "trade_no"))
                                .map(order -> order.terms().orderNo())
                                .orElse(null);
            }
            String field = operation == Operation.REFUND ? "refund_amount" : "total_amount";
            String yuan = Json.text(content, field);
            return new Asked(operation, app, number, yuan == null ? null : Yuan.fen(yuan));
        } catch (AlipayFault e) {
            return new Asked(operation, app, null, null);
        }
    }

    @Override
    public Reply answer(Call call, Twist twist) {
        if (call.path().equals(AlipayLogin.PAGE)) {
            return login.authorize(call);
        }
        Map<String, String> parameters = call.parameters();
        Optional<AlipayMethod> method = AlipayMethod.named(parameters.get("method"));
        if (method.isEmpty()) {
            return failed(null, new AlipayFault("isv.invalid-method", "不存在的方法名"), twist);
        }
        Optional<Account> account = ground.accounts().find(CODE, parameters.get("app_id"));
        if (account.isEmpty()) {
            Twist unsigned = Twist.sealed(Seal.NONE);
            return failed(
                    method.get(), new AlipayFault("isv.invalid-app-id", "无效的AppID参数"), unsigned);
        }
        try {
            signature.verify(account.get(), parameters);
            return carriedOut(account.get(), method.get(), parameters, twist);
        } catch (AlipayFault fault) {
            return failed(method.get(), fault, twist);
        }
    }

    private Reply carriedOut(
            Account account, AlipayMethod method, Map<String, String> parameters, Twist twist) {
        return switch (method) {
            case PAGE, WAP ->
                    Reply.seeOther(
                            ground.payerPage(
                                    trades.placed(
                                            account, method, parameters, OrderState.WAITING)));
            case APP -> throw new AlipayFault("isv.invalid-method", "由 APP 调起");
            case PRECREATE -> {
                Order order = trades.placed(account, method, parameters, OrderState.UNOPENED);
                Map<String, Object> node = AlipayWords.success();
                node.put("out_trade_no", order.terms().orderNo());
                node.put("qr_code", ground.payerPage(order));
                yield signed(method, node, twist);
            }
            case CREATE -> {
                trades.known(account, parameters, twist);
                Order order = trades.placed(account, method, parameters, OrderState.WAITING);
                yield signed(method, numbers(order), twist);
            }
            case QUERY -> {
                Order order = trades.find(account, parameters, twist);
                yield signed(method, words.query(twist.seen(order), twist), twist);
            }
            case CLOSE ->
                    signed(
                            method,
                            numbers(trades.close(trades.find(account, parameters, twist))),
                            twist);
            case CANCEL -> {
                Map<String, Object> node =
                        numbers(trades.cancel(trades.find(account, parameters, twist)));
                node.put("retry_flag", "N");
                node.put("action", "close");
                yield signed(method, node, twist);
            }
            case REFUND -> signed(method, refunds.refund(account, parameters, twist), twist);
            case REFUND_QUERY -> signed(method, refunds.query(account, parameters, twist), twist);
            case TOKEN -> signed(method, login.token(account, parameters), twist);
        };
    }

    private static Map<String, Object> numbers(Order order) {
        Map<String, Object> node = AlipayWords.success();
        node.put("out_trade_no", order.terms().orderNo());
        node.put("trade_no", order.terms().tradeNo());
        return node;
    }

    private Reply failed(@Nullable AlipayMethod method, AlipayFault fault, Twist twist) {
        if (method != null && method.isPage()) {
            return Reply.html(
                    "<!doctype html><meta charset=\"utf-8\"><h1>支付宝</h1><p>"
                            + fault.getMessage()
                            + "</p>");
        }
        return signed(method == AlipayMethod.TOKEN ? null : method, fault.node(), twist);
    }

    /// `{"…_response":{…},"sign":"…"}`, slashes escaped as the gateway does; the node's exact text is
    /// signed.
    private Reply signed(@Nullable AlipayMethod method, Map<String, Object> node, Twist twist) {
        String text = Json.write(node).replace("/", "\\/");
        String sign = signature.sign(text, twist.seal());
        String root = method == null ? "error_response" : method.root();
        String body =
                "{\""
                        + root
                        + "\":"
                        + text
                        + (sign == null ? "" : ",\"sign\":\"" + sign + "\"")
                        + "}";
        return Reply.of(200, "text/html;charset=utf-8", body);
    }

    @Override
    public Reply refuse(Call call, @Nullable String code, @Nullable Integer status, Twist twist) {
        if (call.path().equals(AlipayLogin.PAGE)) {
            return AlipayLogin.back(call, null);
        }
        AlipayFault fault =
                new AlipayFault(Objects.requireNonNullElse(code, "ACQ.INVALID_PARAMETER"), "沙箱拒绝");
        return failed(
                AlipayMethod.named(call.parameters().get("method")).orElse(null), fault, twist);
    }

    @Override
    public Account newAccount(String name) {
        KeyPair pair = Rsa.newPair();
        return new Account(
                CODE,
                "2021" + ground.serials().digits(12),
                name,
                Map.of(
                        "seller_id", "2088" + ground.serials().digits(12),
                        "app_private_key", Rsa.text(pair.getPrivate()),
                        "app_public_key", Rsa.text(pair.getPublic())));
    }

    @Override
    public Map<String, String> settings(Account account) {
        return Map.of(
                "gateway_url", ground.base() + PATH,
                "authorize_base_url", ground.base().toString(),
                "app_id", account.number(),
                "seller_id", account.fact("seller_id"),
                "app_private_key", account.fact("app_private_key"),
                "alipay_public_key", Rsa.text(ground.keys().pair(AlipaySignature.KEY).getPublic()));
    }

    @Override
    public Optional<Opening> open(String text) {
        return phone.open(text);
    }

    @Override
    public Optional<String> payerId(Account account, Person person) {
        return Optional.of(AlipayLogin.userId(person));
    }

    @Override
    public Optional<String> boundTo(Order order) {
        String openId = order.terms().more("buyer_open_id");
        return Optional.ofNullable(openId == null ? order.terms().more("buyer_id") : openId);
    }

    @Override
    public @Nullable String returnUrl(Account account, Order order) {
        String to = order.returnUrl();
        if (to == null || !order.isPaid()) {
            return to;
        }
        String back = AlipayWords.form(signature.signed(words.back(account, order), Seal.GENUINE));
        return to + (to.contains("?") ? "&" : "?") + back;
    }

    @Override
    public Callback callback(Account account, Order order, Twist twist) {
        return posted(order.terms().notifyUrl(), words.notice(account, order, twist), twist);
    }

    /// The trade's notice once more; only a refund that is done makes it come.
    @Override
    public Optional<Callback> refundCallback(Account account, Refund refund, Twist twist) {
        return refund.end() == RefundState.DONE
                ? Optional.of(
                        posted(
                                refund.notifyUrl(),
                                words.refundNotice(account, refund, twist),
                                twist))
                : Optional.empty();
    }

    @Override
    public String shortOfFunds() {
        return "ACQ.SELLER_BALANCE_NOT_ENOUGH";
    }

    private Callback posted(String address, Map<String, String> notice, Twist twist) {
        return new Callback(
                URI.create(address),
                Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                AlipayWords.form(signature.signed(notice, twist.seal()))
                        .getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean acknowledges(int status, String body) {
        return status == 200 && body.equals("success");
    }

    @Override
    public List<Duration> schedule() {
        return Stream.of(4, 10, 10, 60, 120, 360, 900).map(Duration::ofMinutes).toList();
    }
}
