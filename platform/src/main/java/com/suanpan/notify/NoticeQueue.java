package com.suanpan.notify;

import com.suanpan.number.Lanes;
import com.suanpan.store.Rows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The notices that wait, counted now and then for the gauges; of a lane at most `MOST`, so that a
/// look stays cheap when merchants are down for a day.
@Repository
class NoticeQueue {

    private static final int MOST = 100_000;

    private static final String WAITING =
            """
            select count(*) as waiting, count(*) filter (where next_try_at <= :now) as due,
                   min(created_at) as oldest
            from (select next_try_at, created_at from notice
                  where lane = :lane and status = 'WAITING' limit :most) w
            """;

    private final JdbcClient jdbc;
    private final Lanes lanes;
    private final Clock clock;
    private volatile Seen seen = new Seen(0, 0, Duration.ZERO);

    NoticeQueue(JdbcClient jdbc, Lanes lanes, Clock clock, NoticeMeters meters) {
        this.jdbc = jdbc;
        this.lanes = lanes;
        this.clock = clock;
        meters.watch(() -> seen);
    }

    /// The queue at one moment.
    record Seen(long waiting, long due, Duration oldest) {

        Seen and(Seen other) {
            return new Seen(
                    waiting + other.waiting,
                    due + other.due,
                    oldest.compareTo(other.oldest) > 0 ? oldest : other.oldest);
        }
    }

    void look() {
        Instant now = clock.instant();
        Seen all = new Seen(0, 0, Duration.ZERO);
        for (int lane = 0; lane < lanes.count(); lane++) {
            all = all.and(ofLane(lane, now));
        }
        seen = all;
    }

    private Seen ofLane(int lane, Instant now) {
        return jdbc.sql(WAITING)
                .param("lane", lane)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", MOST)
                .query((rs, _) -> {
                    @Nullable Instant oldest = Rows.instant(rs, "oldest");
                    return new Seen(
                            rs.getLong("waiting"),
                            rs.getLong("due"),
                            oldest == null ? Duration.ZERO : Duration.between(oldest, now));
                })
                .single();
    }
}
