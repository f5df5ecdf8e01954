package com.suanpan.notify;

import com.suanpan.store.OrderRecords;
import com.suanpan.store.RecordRow;
import com.suanpan.store.Rows;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The notices of an order and each try to deliver them, for operators.
@Repository
@Order(6)
class NoticeRecords implements OrderRecords {

    private static final String OF =
            """
            select n.notice_no, n.notice_type, n.status, n.failures, n.next_try_at, n.give_up_at,
                   n.created_at, n.delivered_at, t.try_no, t.tried_at, t.http_status, t.took_ms,
                   t.error
            from notice n
            left join notice_try t on t.lane = n.lane and t.notice_no = n.notice_no
            where n.lane = :lane and n.pay_order_no = :payOrderNo
            order by n.notice_no, t.try_no
            """;

    private final JdbcClient jdbc;

    NoticeRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "notices";
    }

    @Override
    public List<RecordRow> of(Numbers numbers) {
        return jdbc.sql(OF)
                .param("lane", numbers.lane())
                .param("payOrderNo", numbers.payOrderNo())
                .query((rs, _) ->
                        new RecordRow()
                                .put("notice_no", rs.getString("notice_no"))
                                .put("notice_type", rs.getString("notice_type"))
                                .put("status", rs.getString("status"))
                                .put("failures", rs.getInt("failures"))
                                .put("next_try_at", Rows.need(rs, "next_try_at"))
                                .put("give_up_at", Rows.need(rs, "give_up_at"))
                                .put("created_at", Rows.need(rs, "created_at"))
                                .put("delivered_at", Rows.instant(rs, "delivered_at"))
                                .put("try_no", rs.getObject("try_no"))
                                .put("tried_at", Rows.instant(rs, "tried_at"))
                                .put("http_status", rs.getObject("http_status"))
                                .put("took_ms", rs.getObject("took_ms"))
                                .put("error", rs.getString("error")))
                .list();
    }
}
