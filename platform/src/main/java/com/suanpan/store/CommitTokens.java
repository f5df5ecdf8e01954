package com.suanpan.store;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Table `commit_token`.
final class CommitTokens {

    private static final String INSERT =
            """
            insert into commit_token (lane, token, made_at)
            values (:lane, :token, :now)
            on conflict do nothing
            """;

    private static final String FORGET =
            """
            delete from commit_token
            where lane = :lane and token in (
                select token from commit_token
                where lane = :lane and made_at < :before
                order by made_at limit :most)
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    CommitTokens(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Writes it with the batch.
    void note(int lane, UUID token) {
        Write.of(jdbc, INSERT)
                .param("lane", lane)
                .param("token", token)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .hits("commit_token", 1);
    }

    /// 1 if it was not there; waits for a transaction that is about to write it.
    int write(int lane, UUID token) {
        return jdbc.sql(INSERT)
                .param("lane", lane)
                .param("token", token)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Deletes tokens older than `before`, at most `most`; says how many it deleted.
    int forget(int lane, Instant before, int most) {
        return jdbc.sql(FORGET)
                .param("lane", lane)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .update();
    }
}
