package com.suanpan.sandbox.wechat;

import com.suanpan.sandbox.Account;
import com.suanpan.sandbox.Booked;
import com.suanpan.sandbox.Call;
import com.suanpan.sandbox.Ground;
import com.suanpan.sandbox.Json;
import com.suanpan.sandbox.Operation;
import com.suanpan.sandbox.Order;
import com.suanpan.sandbox.Provider;
import com.suanpan.sandbox.Refund;
import com.suanpan.sandbox.RefundState;
import com.suanpan.sandbox.Refunds;
import com.suanpan.sandbox.Reply;
import com.suanpan.sandbox.Twist;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The refunds of WeChat Pay's merchants: taken, and told of when asked. The first answer is always
/// `PROCESSING`.
final class WechatRefunds {

    private static final String PATH = "/v3/refund/domestic/refunds";
    private static final int MOST_PARTS = 50;

    private final Ground ground;
    private final WechatWords words;

    WechatRefunds(Ground ground, WechatWords words) {
        this.ground = ground;
        this.words = words;
    }

    static boolean serves(Call call) {
        return call.path().equals(PATH) || call.path().startsWith(PATH + "/");
    }

    static Provider.Asked asked(@Nullable String account, Call call) {
        if (!call.path().equals(PATH)) {
            return new Provider.Asked(Operation.REFUND_QUERY, account, number(call), null);
        }
        try {
            ObjectNode body = Json.object(call.text());
            long amount = body.path("amount").path("refund").asLong(0);
            return new Provider.Asked(
                    Operation.REFUND, account, Json.text(body, "out_refund_no"), amount);
        } catch (IllegalArgumentException e) {
            return new Provider.Asked(Operation.REFUND, account, null, null);
        }
    }

    private static String number(Call call) {
        String part = call.path().substring(PATH.length() + 1);
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    Reply answer(Account account, Call call, Twist twist) {
        if (call.path().equals(PATH) && call.method().equals("POST")) {
            return taken(account, Json.object(call.text()), twist);
        }
        if (call.path().equals(PATH) || !call.method().equals("GET")) {
            throw new WechatFault(404, "NOT_FOUND", "接口不存在");
        }
        Refund refund =
                ground.refunds()
                        .find(Wechat.CODE, account.number(), number(call))
                        .filter(_ -> !twist.hidden())
                        .orElseThrow(() -> new WechatFault("RESOURCE_NOT_EXISTS", "退款单不存在"));
        RefundState state = refund.state(ground.clock().instant());
        return Reply.json(200, words.refund(refund, state, twist));
    }

    private Reply taken(Account account, ObjectNode body, Twist twist) {
        Order order = order(account, body);
        String number = Json.text(body, "out_refund_no");
        if (number == null || !number.matches("[0-9A-Za-z_|*@-]{1,64}")) {
            throw new WechatFault("PARAM_ERROR", "out_refund_no");
        }
        long amount = fen(body, "refund");
        if (fen(body, "total") != order.terms().amount()
                || !"CNY".equals(Json.text(body.path("amount"), "currency"))) {
            throw new WechatFault("INVALID_REQUEST", "订单金额不一致");
        }
        String notifyUrl = Objects.requireNonNullElse(Json.text(body, "notify_url"), "");
        String print = order.terms().orderNo() + " " + amount + " " + Json.text(body, "reason");
        var wish = new Refunds.Wish(number, amount, print, notifyUrl);
        if (ground.refunds().of(order).size() >= MOST_PARTS
                && ground.refunds().find(Wechat.CODE, account.number(), number).isEmpty()) {
            throw new WechatFault("INVALID_REQUEST", "部分退款次数超过限制");
        }
        return switch (ground.refunds().book(order, wish, "5030", twist)) {
            case Booked.Fresh(var refund) ->
                    Reply.json(200, words.refund(refund, RefundState.PROCESSING, twist));
            case Booked.Same(var refund) ->
                    Reply.json(
                            200,
                            words.refund(refund, refund.state(ground.clock().instant()), twist));
            case Booked.Used _ -> throw new WechatFault("INVALID_REQUEST", "订单金额或退款金额与之前请求不一致");
            case Booked.TooMuch _ -> throw new WechatFault("INVALID_REQUEST", "退款金额大于可退金额");
        };
    }

    private Order order(Account account, ObjectNode body) {
        String number = Json.text(body, "out_trade_no");
        Optional<Order> found =
                number == null
                        ? ground.orders()
                                .byTradeNo(Json.text(body, "transaction_id"))
                                .filter(o -> o.terms().account().equals(account.number()))
                        : ground.orders().find(Wechat.CODE, account.number(), number);
        return found.filter(Order::isPaid)
                .orElseThrow(() -> new WechatFault("RESOURCE_NOT_EXISTS", "订单不存在或未支付"));
    }

    private static long fen(ObjectNode body, String name) {
        var value = body.path("amount").path(name);
        if (!value.isIntegralNumber() || value.asLong() < 1) {
            throw new WechatFault("PARAM_ERROR", "amount." + name);
        }
        return value.asLong();
    }
}
