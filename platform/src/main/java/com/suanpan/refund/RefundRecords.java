package com.suanpan.refund;

import com.suanpan.money.Currency;
import com.suanpan.money.Money;
import com.suanpan.store.OrderRecords;
import com.suanpan.store.RecordRow;
import com.suanpan.store.Rows;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The refunds of an order for operators: `refund`.
@Repository
@Order(3)
class RefundRecords implements OrderRecords {

    private static final String OF =
            """
            select refund_no, refund_flow_no, channel_refund_no, amount, fee, currency, stage,
                   sync_status, error_code, error_msg, repeats, act_at, overdue_at, created_at,
                   completed_at
            from refund
            where lane = :lane and pay_order_no = :payOrderNo
            order by refund_flow_no
            """;

    private final JdbcClient jdbc;

    RefundRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "refund";
    }

    @Override
    public List<RecordRow> of(Numbers numbers) {
        return jdbc.sql(OF)
                .param("lane", numbers.lane())
                .param("payOrderNo", numbers.payOrderNo())
                .query((rs, _) -> {
                    Currency currency = Currency.valueOf(rs.getString("currency"));
                    return new RecordRow()
                            .put("refund_no", rs.getString("refund_no"))
                            .put("refund_flow_no", rs.getString("refund_flow_no"))
                            .put("channel_refund_no", rs.getString("channel_refund_no"))
                            .put("amount", Money.of(rs.getLong("amount"), currency))
                            .put("fee", Money.of(rs.getLong("fee"), currency))
                            .put("stage", rs.getString("stage"))
                            .put("sync_status", rs.getString("sync_status"))
                            .put("error_code", rs.getString("error_code"))
                            .put("error_msg", rs.getString("error_msg"))
                            .put("repeats", rs.getInt("repeats"))
                            .put("act_at", Rows.instant(rs, "act_at"))
                            .put("overdue_at", Rows.instant(rs, "overdue_at"))
                            .put("created_at", Rows.need(rs, "created_at"))
                            .put("completed_at", Rows.instant(rs, "completed_at"));
                })
                .list();
    }
}
