package com.suanpan.payment;

import com.suanpan.money.Currency;
import com.suanpan.money.Money;
import com.suanpan.store.OrderRecords;
import com.suanpan.store.RecordRow;
import com.suanpan.store.Rows;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The stray money of an order for operators: `stray_money`, read by its flows.
@Repository
@Order(2)
class StrayRecords implements OrderRecords {

    private static final String OF =
            """
            select flow_no, channel_code, amount, currency, reason, learned_at
            from stray_money
            where lane = :lane and flow_no = any(:flowNos)
            order by flow_no
            """;

    private final JdbcClient jdbc;

    StrayRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "stray_money";
    }

    @Override
    public List<RecordRow> of(Numbers numbers) {
        return jdbc.sql(OF)
                .param("lane", numbers.lane())
                .param("flowNos", numbers.flowNos().toArray(String[]::new))
                .query((rs, _) ->
                        new RecordRow()
                                .put("flow_no", rs.getString("flow_no"))
                                .put("channel_code", rs.getString("channel_code"))
                                .put(
                                        "amount",
                                        Money.of(
                                                rs.getLong("amount"),
                                                Currency.valueOf(rs.getString("currency"))))
                                .put("reason", rs.getString("reason"))
                                .put("learned_at", Rows.need(rs, "learned_at")))
                .list();
    }
}
