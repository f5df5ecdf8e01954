package com.suanpan.payment;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Where many orders stand, column `stage` of table `payment_order` and no more.
@Repository
class OrderStages {

    private static final String OF =
            """
            select pay_order_no, stage from payment_order
            where lane = :lane and pay_order_no = any(:payOrderNos)
            """;

    private final JdbcClient jdbc;

    OrderStages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// By `pay_order_no`; what is not in this lane is left out.
    Map<String, OrderStage> of(int lane, Collection<String> payOrderNos) {
        Map<String, OrderStage> stages = new HashMap<>();
        jdbc.sql(OF)
                .param("lane", lane)
                .param("payOrderNos", payOrderNos.toArray(String[]::new))
                .query(rs -> {
                    stages.put(
                            rs.getString("pay_order_no"),
                            OrderStage.valueOf(rs.getString("stage")));
                });
        return stages;
    }
}
