package com.suanpan.bench.crash;

import com.suanpan.client.Order;
import com.suanpan.client.Outcome;
import com.suanpan.client.Yuan;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Orders as a signed answer tells them.
final class Answers {

    private Answers() {}

    static Order order(
            String orderNo,
            String payOrderNo,
            String flowNo,
            long fen,
            String status,
            String stage) {
        return order(orderNo, payOrderNo, flowNo, fen, status, stage, 0);
    }

    static Order paid(String orderNo, String payOrderNo, String flowNo, long fen) {
        return order(orderNo, payOrderNo, flowNo, fen, "SUCCEEDED", "PAID", fen);
    }

    private static Order order(
            String orderNo,
            String payOrderNo,
            String flowNo,
            long fen,
            String status,
            String stage,
            long paid) {
        ObjectNode data = JsonMapper.shared().createObjectNode();
        data.put("merchant_id", "M");
        data.put("order_no", orderNo);
        data.put("pay_order_no", payOrderNo);
        data.put("flow_no", flowNo);
        data.put("amount", Yuan.of(fen));
        data.put("paid_amount", Yuan.of(paid));
        data.put("status", status);
        data.put("stage", stage);
        return new Outcome.Answered(data, "R1").order();
    }
}
