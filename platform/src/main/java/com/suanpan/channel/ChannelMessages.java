package com.suanpan.channel;

import com.suanpan.store.Column;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Table `channel_message`.
@Repository
class ChannelMessages {

    private static final String ADD =
            """
            insert into channel_message
                (lane, channel_code, operation, request_no, url, request, outcome, status, answer,
                 took_ms, called_at)
            select :lane, n.channel_code, n.operation, n.request_no, n.url, n.request, n.outcome,
                   n.status::int, n.answer, n.took_ms, n.called_at
            from unnest(:channelCodes, :operations, :requestNos, :urls, :requests, :outcomes,
                        :statuses, :answers, :tookMs, :calledAts::timestamptz[])
                as n (channel_code, operation, request_no, url, request, outcome, status, answer,
                      took_ms, called_at)
            """;

    private static final String FORGET =
            """
            delete from channel_message
            where lane = :lane
              and message_id in (
                  select message_id from channel_message
                  where lane = :lane and called_at < :before
                  order by called_at limit :most)
            """;

    private final JdbcClient jdbc;

    ChannelMessages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(int lane, List<ChannelMessage> messages) {
        jdbc.sql(ADD)
                .param("lane", lane)
                .param("channelCodes", Column.text(messages, ChannelMessage::channelCode))
                .param("operations", Column.text(messages, ChannelMessage::operation))
                .param("requestNos", Column.text(messages, ChannelMessage::requestNo))
                .param("urls", Column.text(messages, ChannelMessage::url))
                .param("requests", Column.text(messages, ChannelMessage::request))
                .param("outcomes", Column.name(messages, ChannelMessage::outcome))
                .param("statuses", Column.text(messages, m -> text(m.status())))
                .param("answers", Column.text(messages, ChannelMessage::answer))
                .param("tookMs", Column.number(messages, ChannelMessage::tookMs))
                .param("calledAts", Column.instant(messages, ChannelMessage::calledAt))
                .update();
    }

    /// Deletes messages older than `before`, at most `most`; says how many it deleted.
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
