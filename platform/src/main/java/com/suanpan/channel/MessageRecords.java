package com.suanpan.channel;

import com.suanpan.store.OrderRecords;
import com.suanpan.store.RecordRow;
import com.suanpan.store.Rows;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What was said with providers about an order's flows, masked as it is kept, for operators.
@Repository
@Order(5)
class MessageRecords implements OrderRecords {

    private static final String OF =
            """
            select request_no, channel_code, operation, url, request, outcome, status, answer,
                   took_ms, called_at
            from channel_message
            where lane = :lane and request_no = any(:requestNos)
            order by called_at, message_id
            """;

    private final JdbcClient jdbc;

    MessageRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "channel_messages";
    }

    @Override
    public List<RecordRow> of(Numbers numbers) {
        return jdbc.sql(OF)
                .param("lane", numbers.lane())
                .param("requestNos", numbers.flowNos().toArray(String[]::new))
                .query((rs, _) ->
                        new RecordRow()
                                .put("called_at", Rows.need(rs, "called_at"))
                                .put("took_ms", rs.getLong("took_ms"))
                                .put("request_no", rs.getString("request_no"))
                                .put("channel_code", rs.getString("channel_code"))
                                .put("operation", rs.getString("operation"))
                                .put("url", rs.getString("url"))
                                .put("request", rs.getString("request"))
                                .put("outcome", rs.getString("outcome"))
                                .put("status", rs.getObject("status"))
                                .put("answer", rs.getString("answer")))
                .list();
    }
}
