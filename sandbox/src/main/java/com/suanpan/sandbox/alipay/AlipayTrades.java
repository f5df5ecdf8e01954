package com.suanpan.sandbox.alipay;

import com.suanpan.sandbox.Account;
import com.suanpan.sandbox.Ground;
import com.suanpan.sandbox.Json;
import com.suanpan.sandbox.Order;
import com.suanpan.sandbox.OrderState;
import com.suanpan.sandbox.Placed;
import com.suanpan.sandbox.Terms;
import com.suanpan.sandbox.Twist;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The trades of the gateway's merchants: placing, finding, ending.
final class AlipayTrades {

    private final Ground ground;
    private final AlipayTerms terms;

    AlipayTrades(Ground ground) {
        this.ground = ground;
        this.terms = new AlipayTerms(ground);
    }

    /// The order under this number, if these terms may start or repeat it.
    Order placed(
            Account account,
            AlipayMethod method,
            Map<String, String> parameters,
            OrderState state) {
        Terms asked = terms.read(account, method, parameters);
        Placed placed = ground.orders().place(asked, state);
        Order order = expired(placed.order());
        switch (order.state()) {
            case PAID -> throw new AlipayFault("ACQ.TRADE_HAS_SUCCESS", "交易已被支付");
            case CLOSED -> throw new AlipayFault("ACQ.TRADE_HAS_CLOSE", "交易已经关闭");
            case UNOPENED, WAITING -> {}
        }
        return switch (placed) {
            case Placed.Fresh _, Placed.Same _ -> order;
            case Placed.Used _ -> throw new AlipayFault("ACQ.CONTEXT_INCONSISTENT", "交易信息被篡改");
        };
    }

    /// A buyer's open id is of one application, a user id of all.
    void known(Account account, Map<String, String> parameters, Twist twist) {
        ObjectNode content = AlipayTerms.content(parameters);
        for (String name : new String[] {"buyer_open_id", "buyer_id"}) {
            String id = Json.text(content, name);
            if (id == null) {
                continue;
            }
            boolean good =
                    switch (ground.consents().standing(account, id)) {
                        case TOLD -> true;
                        case ANOTHERS -> name.equals("buyer_id");
                        case UNHEARD -> !twist.strict();
                    };
            if (!good) {
                throw new AlipayFault("ACQ.INVALID_PARAMETER", "参数无效 " + name);
            }
        }
    }

    /// The trade that is asked about; what no buyer opened does not exist.
    Order find(Account account, Map<String, String> parameters, Twist twist) {
        return find(account, AlipayTerms.content(parameters))
                .filter(_ -> !twist.hidden())
                .map(this::expired)
                .filter(order -> order.state() != OrderState.UNOPENED)
                .orElseThrow(() -> new AlipayFault("ACQ.TRADE_NOT_EXIST", "交易不存在"));
    }

    private Optional<Order> find(Account account, ObjectNode content) {
        String number = Json.text(content, "out_trade_no");
        String tradeNo = Json.text(content, "trade_no");
        if (number == null && tradeNo == null) {
            throw new AlipayFault("ACQ.INVALID_PARAMETER", "参数无效 out_trade_no");
        }
        return tradeNo == null
                ? ground.orders().find(Alipay.CODE, account.number(), number)
                : ground.orders()
                        .byTradeNo(tradeNo)
                        .filter(order -> order.terms().account().equals(account.number()));
    }

    private Order expired(Order order) {
        return order.state() == OrderState.WAITING ? ground.orders().expire(order) : order;
    }

    Order close(Order order) {
        if (order.state() == OrderState.CLOSED) {
            throw new AlipayFault("ACQ.TRADE_HAS_CLOSE", "交易已经关闭");
        }
        Order then = ground.orders().close(order);
        if (then.isPaid()) {
            throw new AlipayFault("ACQ.TRADE_STATUS_ERROR", "交易状态不合法");
        }
        return then;
    }

    /// Undoes an unpaid trade. A paid one would be refunded; here it is refused as too late.
    Order cancel(Order order) {
        Order then = ground.orders().close(order);
        if (then.isPaid()) {
            throw new AlipayFault("ACQ.TRADE_CANCEL_TIME_OUT", "超过撤销时间范围");
        }
        return then;
    }
}
