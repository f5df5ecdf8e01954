package com.suanpan.callback;

import com.suanpan.store.Column;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Table `callback_refused`.
@Repository
class RefusedCallbacks {

    private static final String ADD =
            """
            insert into callback_refused
                (channel_code, event, reason, detail, source, method, headers, query, body, refused_at)
            select n.channel_code, n.event, n.reason, n.detail, n.source, n.method, n.headers, n.query,
                   n.body, n.refused_at
            from unnest(:channelCodes, :events, :reasons, :details, :sources, :methods, :headers,
                        :queries, :bodies, :refusedAts::timestamptz[])
                as n (channel_code, event, reason, detail, source, method, headers, query, body,
                      refused_at)
            """;

    /// Two servers that trim at once skip each other's rows, or they could wait in a circle.
    private static final String TRIM =
            """
            delete from callback_refused
            where refused_id in (
                select c.refused_id
                from callback_refused c
                where c.refused_id in (
                    select r.refused_id
                    from (select refused_id,
                                 row_number() over (partition by channel_code
                                                    order by refused_id desc) as of_account,
                                 row_number() over (order by refused_id desc) as of_all
                          from callback_refused) r
                    where r.of_account > :ofAccount or r.of_all > :ofAll)
                for update skip locked)
            """;

    private final JdbcClient jdbc;

    RefusedCallbacks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(List<RefusedCallback> refused) {
        jdbc.sql(ADD)
                .param("channelCodes", Column.text(refused, RefusedCallback::channelCode))
                .param("events", Column.text(refused, RefusedCallback::event))
                .param("reasons", Column.text(refused, RefusedCallback::reason))
                .param("details", Column.text(refused, RefusedCallback::detail))
                .param("sources", Column.text(refused, RefusedCallback::source))
                .param("methods", Column.text(refused, RefusedCallback::method))
                .param("headers", Column.text(refused, RefusedCallback::headers))
                .param("queries", Column.text(refused, RefusedCallback::query))
                .param("bodies", Column.text(refused, RefusedCallback::body))
                .param("refusedAts", Column.instant(refused, RefusedCallback::refusedAt))
                .update();
    }

    /// Deletes the oldest beyond so many of an account and so many in all.
    void trim(int ofAccount, int ofAll) {
        jdbc.sql(TRIM).param("ofAccount", ofAccount).param("ofAll", ofAll).update();
    }
}
