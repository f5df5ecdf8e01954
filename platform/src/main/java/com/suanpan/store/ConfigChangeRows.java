package com.suanpan.store;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Tables `config_change` and `config_change_counter`.
final class ConfigChangeRows {

    /// The counter's row stays locked until the writer commits. A plain sequence would not do: a number
    /// given early and committed late would be passed over.
    private static final String ADD =
            """
            with counted as (
                update config_change_counter set change_no = change_no + 1 returning change_no)
            insert into config_change (kind, key, change_no, changed_at)
            select :kind, :key, change_no, :now from counted
            on conflict (kind, key) do update
            set change_no = excluded.change_no, changed_at = excluded.changed_at
            """;

    private static final String LAST =
            """
            select change_no from config_change_counter
            """;

    private static final String SINCE =
            """
            select kind, key, change_no from config_change
            where change_no > :seen order by change_no
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    /// One changed key, and its place in the order of commits.
    record Change(String kind, String key, long changeNo) {}

    ConfigChangeRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(String kind, String key) {
        jdbc.sql(ADD)
                .param("kind", kind)
                .param("key", key)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    long last() {
        return jdbc.sql(LAST).query(Long.class).single();
    }

    List<Change> since(long seen) {
        return jdbc.sql(SINCE).param("seen", seen).query(Change.class).list();
    }
}
