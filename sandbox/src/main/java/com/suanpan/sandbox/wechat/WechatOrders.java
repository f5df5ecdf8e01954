package com.suanpan.sandbox.wechat;

import com.suanpan.sandbox.Account;
import com.suanpan.sandbox.Ground;
import com.suanpan.sandbox.Order;
import com.suanpan.sandbox.OrderState;
import com.suanpan.sandbox.Placed;
import com.suanpan.sandbox.Terms;
import com.suanpan.sandbox.Twist;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The orders of WeChat Pay's merchants: placing, finding, closing.
final class WechatOrders {

    private final Ground ground;
    private final WechatTerms terms;

    WechatOrders(Ground ground) {
        this.ground = ground;
        this.terms = new WechatTerms(ground);
    }

    /// The order under this number, if this request may start or repeat it.
    Order placed(Account account, WechatScene scene, ObjectNode body, Twist twist) {
        Terms asked = terms.read(account, scene, body);
        known(account, asked.more("openid"), twist);
        Placed placed = ground.orders().place(asked, OrderState.WAITING);
        Order order = placed.order();
        switch (order.state()) {
            case PAID -> throw new WechatFault("ORDER_PAID", "该订单已支付");
            case CLOSED -> throw new WechatFault("ORDER_CLOSED", "该订单已关闭");
            case UNOPENED, WAITING -> {}
        }
        return switch (placed) {
            case Placed.Used _ -> throw new WechatFault("OUT_TRADE_NO_USED", "商户订单号重复");
            case Placed.Fresh _, Placed.Same _ -> order;
        };
    }

    /// An openid is of one application.
    private void known(Account account, @Nullable String openid, Twist twist) {
        if (openid == null) {
            return;
        }
        switch (ground.consents().standing(account, openid)) {
            case TOLD -> {}
            case ANOTHERS -> throw new WechatFault("PARAM_ERROR", "appid和openid不匹配");
            case UNHEARD -> {
                if (twist.strict()) {
                    throw new WechatFault("PARAM_ERROR", "无效的openid");
                }
            }
        }
    }

    Order byNumber(Account account, String number, Twist twist) {
        return found(ground.orders().find(Wechat.CODE, account.number(), number), twist);
    }

    /// A transaction id exists once the order is paid.
    Order byId(Account account, String transactionId, Twist twist) {
        return found(
                ground.orders()
                        .byTradeNo(transactionId)
                        .filter(Order::isPaid)
                        .filter(order -> order.terms().account().equals(account.number())),
                twist);
    }

    private static Order found(Optional<Order> order, Twist twist) {
        return order.filter(_ -> !twist.hidden())
                .orElseThrow(() -> new WechatFault("ORDER_NOT_EXIST", "订单不存在"));
    }

    /// Closing what is closed succeeds again.
    void close(Account account, String number, Twist twist) {
        if (ground.orders().close(byNumber(account, number, twist)).isPaid()) {
            throw new WechatFault("ORDER_PAID", "该订单已支付");
        }
    }
}
