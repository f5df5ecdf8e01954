package com.suanpan.sandbox.alipay;

import com.suanpan.sandbox.Account;
import com.suanpan.sandbox.Ground;
import com.suanpan.sandbox.Order;
import com.suanpan.sandbox.OrderState;
import com.suanpan.sandbox.Refund;
import com.suanpan.sandbox.Serials;
import com.suanpan.sandbox.Terms;
import com.suanpan.sandbox.Twist;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the gateway says about a trade: in answers, notifies and returns.
final class AlipayWords {

    private static final String BUYER = "2088102146225135";

    private final Ground ground;

    AlipayWords(Ground ground) {
        this.ground = ground;
    }

    static Map<String, Object> success() {
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("code", "10000");
        node.put("msg", "Success");
        return node;
    }

    /// `TRADE_CLOSED` and the rest, by the trade's state; also of a trade that was refunded whole.
    private String status(Order order, Twist twist) {
        return twist.status(
                switch (order.state()) {
                    case UNOPENED, WAITING -> "WAIT_BUYER_PAY";
                    case PAID ->
                            ground.refunds().done(order) < order.paidAmount()
                                    ? "TRADE_SUCCESS"
                                    : "TRADE_CLOSED";
                    case CLOSED -> "TRADE_CLOSED";
                });
    }

    Map<String, Object> query(Order order, Twist twist) {
        Terms terms = order.terms();
        String amount = Yuan.text(terms.amount());
        boolean paid = order.state() == OrderState.PAID;
        String got = paid ? amount : "0.00";
        Map<String, Object> node = success();
        node.put("buyer_logon_id", "san***@sandbox.com");
        node.put("buyer_pay_amount", got);
        node.put("buyer_user_id", buyer(order));
        node.put("invoice_amount", got);
        node.put("out_trade_no", terms.orderNo());
        node.put("point_amount", "0.00");
        node.put("receipt_amount", got);
        if (paid) {
            node.put("send_pay_date", time(order.paidTime()));
        }
        node.put("total_amount", amount);
        node.put("trade_no", terms.tradeNo());
        node.put("trade_status", status(order, twist));
        return node;
    }

    /// The parameters of a notify, not yet signed; none is empty.
    Map<String, String> notice(Account account, Order order, Twist twist) {
        Terms terms = order.terms();
        String amount = Yuan.text(terms.amount());
        Instant now = ground.clock().instant().plusSeconds(twist.skewSeconds());
        Map<String, String> notice = new TreeMap<>();
        notice.put("notify_time", time(now));
        notice.put("notify_type", twist.event("trade_status_sync"));
        notice.put(
                "notify_id",
                terms.tradeNo().substring(0, 8) + "00222" + terms.token().substring(0, 21));
        notice.put("charset", "utf-8");
        notice.put("version", "1.0");
        notice.put("app_id", terms.account());
        notice.put("auth_app_id", terms.account());
        notice.put("seller_id", seller(account, terms));
        notice.put("seller_email", "seller@sandbox.com");
        notice.put("trade_no", terms.tradeNo());
        notice.put("out_trade_no", terms.orderNo());
        notice.put("buyer_id", buyer(order));
        notice.put("buyer_logon_id", "san***@sandbox.com");
        notice.put("trade_status", status(order, twist));
        notice.put("subject", terms.subject());
        notice.put("total_amount", amount);
        notice.put("receipt_amount", amount);
        notice.put("invoice_amount", amount);
        notice.put("buyer_pay_amount", amount);
        notice.put("point_amount", "0.00");
        notice.put(
                "fund_bill_list",
                "[{\"amount\":\"" + amount + "\",\"fundChannel\":\"ALIPAYACCOUNT\"}]");
        notice.put("gmt_create", time(terms.createdAt()));
        notice.put("gmt_payment", time(order.paidTime()));
        for (String name : new String[] {"body", "passback_params"}) {
            String value = terms.more(name);
            if (value != null) {
                notice.put(name, value);
            }
        }
        return notice;
    }

    /// The trade's notice, come again because of a refund: what was refunded by now, and the number of
    /// the refund that made it come.
    Map<String, String> refundNotice(Account account, Refund refund, Twist twist) {
        Order order =
                ground.orders().find(Alipay.CODE, account.number(), refund.orderNo()).orElseThrow();
        Long lie = twist.amount();
        long lied = lie == null ? 0 : lie - refund.amount();
        Map<String, String> notice = notice(account, order, twist);
        notice.put("app_id", refund.account());
        notice.put("refund_fee", Yuan.text(ground.refunds().done(order) + lied));
        notice.put("gmt_refund", time(refund.dueAt()));
        notice.put("out_biz_no", refund.refundNo());
        notice.put("notify_id", "r" + refund.refundTradeNo());
        return notice;
    }

    /// The parameters with which the browser goes back, not yet signed.
    Map<String, String> back(Account account, Order order) {
        Terms terms = order.terms();
        Map<String, String> back = new TreeMap<>();
        back.put("charset", "utf-8");
        back.put("out_trade_no", terms.orderNo());
        back.put("method", AlipayMethod.valueOf(terms.scene()).wire() + ".return");
        back.put("total_amount", Yuan.text(terms.amount()));
        back.put("trade_no", terms.tradeNo());
        back.put("auth_app_id", terms.account());
        back.put("version", "1.0");
        back.put("app_id", terms.account());
        back.put("seller_id", seller(account, terms));
        back.put("timestamp", time(ground.clock().instant()));
        return back;
    }

    /// Another application (a lie) has another seller.
    private static String seller(Account account, Terms terms) {
        return account.number().equals(terms.account())
                ? account.fact("seller_id")
                : "2088000000000000";
    }

    private static String buyer(Order order) {
        String named = order.terms().more("buyer_id");
        return named == null ? BUYER : named;
    }

    /// As a browser or a server posts it.
    static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(p ->
                        p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String time(Instant at) {
        return AlipayTerms.SECOND.format(at.atZone(Serials.CHINA));
    }
}
