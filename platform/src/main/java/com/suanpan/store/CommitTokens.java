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

    private static final String SWEEP =
            "delete from commit_token where lane = :lane and made_at < :before";

    private final JdbcClient jdbc;
    private final Clock clock;

    CommitTokens(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// 1 if it was not there; waits for a transaction that is about to write it.
    int write(int lane, UUID token) {
        return jdbc.sql(INSERT)
                .param("lane", lane)
                .param("token", token)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    void sweep(int lane, Instant before) {
        jdbc.sql(SWEEP)
                .param("lane", lane)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }
}
