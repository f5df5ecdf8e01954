package com.suanpan.notify;

import com.suanpan.store.Column;
import com.suanpan.store.Write;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Table `notice_try`.
@Repository
class NoticeTries {

    private static final String ADD =
            """
            insert into notice_try (lane, notice_no, try_no, tried_at, http_status, took_ms, error)
            select :lane, n.notice_no, n.try_no, n.tried_at, n.http_status::int, n.took_ms, n.error
            from unnest(:noticeNos, :tryNos, :triedAts::timestamptz[], :httpStatuses, :tookMs, :errors)
                as n (notice_no, try_no, tried_at, http_status, took_ms, error)
            on conflict do nothing
            """;

    private static final String FORGET =
            """
            delete from notice_try
            where lane = :lane
              and (notice_no, try_no) in (
                  select notice_no, try_no from notice_try
                  where lane = :lane and tried_at < :before
                  order by tried_at limit :most)
            """;

    private final JdbcClient jdbc;

    NoticeTries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(int lane, List<NoticeTry> tries) {
        Write.of(jdbc, ADD)
                .param("lane", lane)
                .param("noticeNos", Column.text(tries, t -> t.notice().noticeNo()))
                .param("tryNos", Column.number(tries, t -> t.notice().claim()))
                .param("triedAts", Column.instant(tries, NoticeTry::triedAt))
                .param("httpStatuses", Column.text(tries, t -> text(t.httpStatus())))
                .param("tookMs", Column.number(tries, NoticeTry::tookMs))
                .param("errors", Column.text(tries, NoticeTry::error))
                .send();
    }

    /// Deletes tries older than `before`, at most `most`; says how many it deleted.
    int forget(int lane, Instant before, int most) {
        return jdbc.sql(FORGET)
                .param("lane", lane)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .update();
    }

    private static @Nullable String text(@Nullable Integer status) {
        return status == null ? null : status.toString();
    }
}
