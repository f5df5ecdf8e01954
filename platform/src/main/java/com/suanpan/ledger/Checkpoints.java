package com.suanpan.ledger;

import com.suanpan.store.Audit.Extent;
import com.suanpan.store.Rows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Tables `ledger_checkpoint` and `account_checkpoint` (稽核检查点): how far an audit found the books of a
/// lane in agreement. Once a day of China is over, the first audit that finds nothing leaves one.
///
/// Entries are divided by their places in their accounts, which have no gaps and are given under the
/// account's lock: each is before or after, whatever its clock said. Postings and ends of holds are
/// divided by their time; one written twice as late as the longest transaction lasts is still after.
@Repository
class Checkpoints {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    /// What is verified twice does no harm; a transaction that ends later than this after its
    /// beginning does not exist.
    private static final Duration LATE = Duration.ofHours(1);

    private static final String FIND =
            "select until, postings from ledger_checkpoint where lane = :lane";

    private static final String KEEP =
            """
            insert into ledger_checkpoint (lane, until, postings)
            select :lane, :until, :before + (
                select count(*) from posting
                where lane = :lane and why is null
                    and posted_at >= :since and posted_at < :until)
            on conflict (lane) do update
            set until = excluded.until, postings = excluded.postings
            """;

    /// The audit has just found in the same snapshot that each row is the sum of its entries.
    private static final String KEEP_ACCOUNTS =
            """
            insert into account_checkpoint (lane, account_no, entries, debits, credits, balance)
            select :lane, a.account_no, a.entries, a.debits_posted, a.credits_posted,
                   coalesce(e.balance_after, 0)
            from account a
            left join entry e on e.lane = :lane and e.account_no = a.account_no
                and e.account_seq = a.entries
            left join account_checkpoint c on c.lane = :lane and c.account_no = a.account_no
            where a.lane = :lane and a.entries > coalesce(c.entries, 0)
            on conflict (lane, account_no) do update
            set entries = excluded.entries, debits = excluded.debits,
                credits = excluded.credits, balance = excluded.balance
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Checkpoints(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// From when on a lane is to be audited.
    ///
    /// @param postings how many stand before that, refused ones not counted
    record Since(OffsetDateTime at, long postings) {

        /// From its first posting; pgjdbc writes it as `-infinity`.
        static final Since EVER = new Since(OffsetDateTime.MIN, 0);

        boolean isEver() {
            return equals(EVER);
        }
    }

    /// Where an audit of that extent begins.
    Since since(Extent extent, int lane) {
        return switch (extent) {
            case WHOLE -> Since.EVER;
            case SINCE_CHECKPOINT -> since(lane);
        };
    }

    private Since since(int lane) {
        return jdbc.sql(FIND)
                .param("lane", lane)
                .query((rs, _) ->
                        new Since(
                                Rows.need(rs, "until").atOffset(ZoneOffset.UTC),
                                rs.getLong("postings")))
                .optional()
                .orElse(Since.EVER);
    }

    /// Keeps what the audit of this transaction found in agreement, unless that was done since the last
    /// day ended.
    void keep(int lane) {
        Instant today = clock.instant().atZone(CHINA).toLocalDate().atStartOfDay(CHINA).toInstant();
        OffsetDateTime until = today.minus(LATE).atOffset(ZoneOffset.UTC);
        Since since = since(lane);
        if (!since.at().isBefore(until)) {
            return;
        }
        jdbc.sql(KEEP)
                .param("lane", lane)
                .param("until", until)
                .param("since", since.at())
                .param("before", since.postings())
                .update();
        jdbc.sql(KEEP_ACCOUNTS).param("lane", lane).update();
    }
}
