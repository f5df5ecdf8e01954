package com.suanpan.payment;

import com.suanpan.number.Lanes;
import com.suanpan.store.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The flows that are not finished, counted now and then for the gauges. Of a lane it reads at most
/// `MOST`, those asked about most rarely, which are the oldest, so that a look stays cheap whatever
/// waits.
@Repository
class UnfinishedFlows {

    private static final int MOST = 100_000;

    private static final String UNFINISHED =
            """
            select count(*) as unfinished, count(*) filter (where limit_at < :now) as hanging,
                   min(created_at) as oldest,
                   (select min(ask_at) from payment_flow where lane = :lane and ask_at is not null)
                       as next_at
            from (select limit_at, created_at from payment_flow
                  where lane = :lane and ask_at is not null
                  order by ask_at desc limit :most) f
            """;

    private final JdbcClient jdbc;
    private final Lanes lanes;
    private final Clock clock;
    private volatile Seen seen = new Seen(0, 0, Duration.ZERO, Duration.ZERO);

    UnfinishedFlows(JdbcClient jdbc, Lanes lanes, Clock clock, PaymentMeters meters) {
        this.jdbc = jdbc;
        this.lanes = lanes;
        this.clock = clock;
        meters.watch(() -> seen);
    }

    /// The flows at one moment.
    ///
    /// @param hanging past the channel-side limit, and still nobody knows
    /// @param lag of the question that should have been asked first
    record Seen(long unfinished, long hanging, Duration oldest, Duration lag) {

        Seen and(Seen other) {
            return new Seen(
                    unfinished + other.unfinished,
                    hanging + other.hanging,
                    longer(oldest, other.oldest),
                    longer(lag, other.lag));
        }
    }

    void look() {
        Instant now = clock.instant();
        Seen all = new Seen(0, 0, Duration.ZERO, Duration.ZERO);
        for (int lane = 0; lane < lanes.count(); lane++) {
            all =
                    all.and(
                            jdbc.sql(UNFINISHED)
                                    .param("lane", lane)
                                    .param("now", now.atOffset(ZoneOffset.UTC))
                                    .param("most", MOST)
                                    .query((rs, _) -> seen(rs, now))
                                    .single());
        }
        seen = all;
    }

    private static Seen seen(ResultSet rs, Instant now) throws SQLException {
        return new Seen(
                rs.getLong("unfinished"),
                rs.getLong("hanging"),
                since(Rows.instant(rs, "oldest"), now),
                since(Rows.instant(rs, "next_at"), now));
    }

    private static Duration since(@Nullable Instant then, Instant now) {
        return then == null || then.isAfter(now) ? Duration.ZERO : Duration.between(then, now);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
