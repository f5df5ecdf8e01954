package com.suanpan.sandbox.alipay;

import com.suanpan.sandbox.Account;
import com.suanpan.sandbox.Booked;
import com.suanpan.sandbox.Ground;
import com.suanpan.sandbox.Json;
import com.suanpan.sandbox.Order;
import com.suanpan.sandbox.Refund;
import com.suanpan.sandbox.RefundState;
import com.suanpan.sandbox.Refunds;
import com.suanpan.sandbox.Serials;
import com.suanpan.sandbox.Twist;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The refunds of the gateway's merchants: the money moves in the call, or nobody says when. What
/// fails or gets stuck is never told: it stays without a status.
final class AlipayRefunds {

    private final Ground ground;
    private final AlipayTrades trades;

    AlipayRefunds(Ground ground, AlipayTrades trades) {
        this.ground = ground;
        this.trades = trades;
    }

    /// Gives back a part of a paid trade; `refund_fee` is all that was given back of it by now.
    Map<String, Object> refund(Account account, Map<String, String> parameters, Twist twist) {
        Order order = trades.find(account, parameters, twist);
        ObjectNode content = AlipayTerms.content(parameters);
        if (!order.isPaid()) {
            throw new AlipayFault("ACQ.TRADE_STATUS_ERROR", "交易状态不合法");
        }
        long amount = Yuan.fen(Json.text(content, "refund_amount"));
        var wish =
                new Refunds.Wish(
                        number(content, order),
                        amount,
                        order.terms().orderNo() + " " + amount,
                        order.terms().notifyUrl());
        boolean moved =
                switch (ground.refunds().book(order, wish, "2026", twist)) {
                    case Booked.Fresh(var refund) ->
                            refund.state(ground.clock().instant()) == RefundState.DONE;
                    case Booked.Same _ -> false;
                    case Booked.Used _ ->
                            throw new AlipayFault("ACQ.DISCORDANT_REPEAT_REQUEST", "请求信息不一致");
                    case Booked.TooMuch _ ->
                            throw new AlipayFault("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", "退款金额超限");
                };
        Map<String, Object> node = AlipayWords.success();
        node.put("buyer_logon_id", "san***@sandbox.com");
        node.put("fund_change", twist.status(moved ? "Y" : "N"));
        node.put("out_trade_no", order.terms().orderNo());
        node.put("refund_fee", Yuan.text(ground.refunds().done(order)));
        node.put("trade_no", order.terms().tradeNo());
        return node;
    }

    /// What is known of a refund: nothing but "success" if nobody asked for it.
    Map<String, Object> query(Account account, Map<String, String> parameters, Twist twist) {
        Order order = trades.find(account, parameters, Twist.NONE);
        ObjectNode content = AlipayTerms.content(parameters);
        Map<String, Object> node = AlipayWords.success();
        Optional<Refund> found =
                ground.refunds()
                        .find(Alipay.CODE, account.number(), number(content, order))
                        .filter(refund -> refund.orderNo().equals(order.terms().orderNo()))
                        .filter(_ -> !twist.hidden());
        if (found.isEmpty()) {
            return node;
        }
        Refund refund = found.get();
        Long lie = twist.amount();
        boolean done = refund.state(ground.clock().instant()) == RefundState.DONE;
        node.put("out_request_no", refund.refundNo());
        node.put("out_trade_no", refund.orderNo());
        node.put("refund_amount", Yuan.text(lie == null ? refund.amount() : lie));
        if (done || twist.status() != null) {
            node.put("refund_status", twist.status("REFUND_SUCCESS"));
        }
        if (done && content.path("query_options").toString().contains("gmt_refund_pay")) {
            node.put("gmt_refund_pay", time(refund.dueAt()));
        }
        node.put("total_amount", Yuan.text(refund.total()));
        node.put("trade_no", refund.tradeNo());
        return node;
    }

    /// Without a number of its own a refund has its trade's.
    private static String number(ObjectNode content, Order order) {
        return Objects.requireNonNullElse(
                Json.text(content, "out_request_no"), order.terms().orderNo());
    }

    private static String time(Instant at) {
        return AlipayTerms.SECOND.format(at.atZone(Serials.CHINA));
    }
}
