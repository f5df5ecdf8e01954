package com.suanpan.notify;

import com.suanpan.number.BusinessNumbers;
import com.suanpan.store.Column;
import com.suanpan.store.Write;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Table `notice`.
@Repository
class NoticeRows {

    private static final String ADD =
            """
            insert into notice
                (lane, notice_no, merchant_id, notice_type, pay_order_no, refund_flow_no, content,
                 notify_url, status, claims, failures, next_try_at, give_up_at, created_at)
            select :lane, n.notice_no, n.merchant_id,
                   case when n.refund_flow_no is null then 'PAYMENT' else 'REFUND' end,
                   n.pay_order_no, n.refund_flow_no, n.content, n.notify_url, 'WAITING', n.claim, 0,
                   n.leased_until, n.give_up_at, :now
            from unnest(:noticeNos, :merchantIds, :payOrderNos, :refundFlowNos, :contents,
                        :notifyUrls, :claims, :leasedUntils::timestamptz[],
                        :giveUpAts::timestamptz[])
                as n (notice_no, merchant_id, pay_order_no, refund_flow_no, content, notify_url,
                      claim, leased_until, give_up_at)
            """;

    /// Claims a few of each merchant who has notices due and is not busy, those who wait longest first.
    /// It steps from merchant to merchant in the index, one look at each, and never walks a merchant's
    /// queue: what it costs does not depend on how long that is. The array is made once; a sub-select
    /// that locks must not be run for each row.
    static final String CLAIM =
            """
            with recursive waiting as (
                (select merchant_id, next_try_at from notice
                 where lane = :lane and status = 'WAITING'
                 order by merchant_id, next_try_at limit 1)
                union all
                select n.merchant_id, n.next_try_at
                from waiting w cross join lateral (
                    select merchant_id, next_try_at from notice
                    where lane = :lane and status = 'WAITING' and merchant_id > w.merchant_id
                    order by merchant_id, next_try_at limit 1) n),
            due as materialized (
                select merchant_id from waiting
                where next_try_at <= :now and merchant_id <> all(:busy)
                order by next_try_at limit :most),
            mine as materialized (
                select n.notice_no
                from due d cross join lateral (
                    select notice_no from notice
                    where lane = :lane and status = 'WAITING' and merchant_id = d.merchant_id
                      and next_try_at <= :now
                    order by next_try_at limit :perMerchant
                    for update skip locked) n
                limit :most)
            update notice set claims = claims + 1, next_try_at = :leasedUntil
            where lane = :lane and notice_no = any(array(select notice_no from mine))
            returning lane, notice_no, merchant_id, pay_order_no, refund_flow_no, content,
                      notify_url, claims, failures, next_try_at, give_up_at
            """;

    private static final String LOCK =
            """
            select notice_no, status, claims, failures from notice
            where lane = :lane and notice_no = any(:noticeNos)
            order by notice_no
            for update
            """;

    private static final String MOVE =
            """
            update notice o
            set status = n.status, failures = n.failures,
                next_try_at = coalesce(n.next_try_at, o.next_try_at),
                delivered_at = case when n.status = 'DELIVERED' then :now else o.delivered_at end
            from unnest(:noticeNos, :befores, :statuses, :failures, :nextTryAts::timestamptz[])
                as n (notice_no, before, status, failures, next_try_at)
            where o.lane = :lane and o.notice_no = any(:noticeNos)
                and o.notice_no = n.notice_no and o.status = n.before
            """;

    private static final String AGAIN =
            """
            update notice
            set status = 'WAITING', claims = claims + 1, failures = 0, next_try_at = :now,
                give_up_at = :giveUpAt
            where lane = :lane and (notice_no = :number or pay_order_no = :number)
            returning notice_no
            """;

    /// Numbers are ordered by time, so the primary key finds the oldest. A notice goes only if its order
    /// or its refund says how it ended; that is what the audit then goes by. The array is made once; a sub-select
    /// that locks must not be run for each row.
    private static final String FORGET =
            """
            delete from notice
            where lane = :lane and notice_no = any(array(
                select n.notice_no from notice n
                left join final_order o on n.refund_flow_no is null
                  and o.lane = n.lane and o.pay_order_no = n.pay_order_no
                left join final_refund r on r.lane = n.lane and r.refund_flow_no = n.refund_flow_no
                where n.lane = :lane and n.notice_no < :firstKept and n.status <> 'WAITING'
                  and coalesce(r.sync_status, o.sync_status) <> 'WAITING'
                order by n.notice_no limit :most
                for update of n skip locked))
            """;

    private final JdbcClient jdbc;

    NoticeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A notice as it stands, locked.
    record Standing(String noticeNo, NoticeStatus status, int claims, int failures) {}

    /// A decided change of one notice.
    record Move(
            String noticeNo,
            NoticeStatus before,
            NoticeStatus after,
            int failures,
            @Nullable Instant nextTryAt) {}

    void add(int lane, List<Notice> notices, Instant now) {
        Write.of(jdbc, ADD)
                .param("lane", lane)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("noticeNos", Column.text(notices, Notice::noticeNo))
                .param("merchantIds", Column.text(notices, Notice::merchantId))
                .param("payOrderNos", Column.text(notices, Notice::payOrderNo))
                .param("refundFlowNos", Column.text(notices, Notice::refundFlowNo))
                .param("contents", Column.text(notices, Notice::content))
                .param("notifyUrls", Column.text(notices, Notice::notifyUrl))
                .param("claims", Column.number(notices, Notice::claim))
                .param("leasedUntils", Column.instant(notices, Notice::leasedUntil))
                .param("giveUpAts", Column.instant(notices, Notice::giveUpAt))
                .hits("notice insert", notices.size());
    }

    /// Claims at most `most` notices of this lane that are due, at most `perMerchant` of one merchant.
    List<Notice> claim(
            int lane,
            Instant now,
            Instant leasedUntil,
            Collection<String> busy,
            int perMerchant,
            int most) {
        return jdbc.sql(CLAIM)
                .param("lane", lane)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("leasedUntil", leasedUntil.atOffset(ZoneOffset.UTC))
                .param("busy", busy.toArray(String[]::new))
                .param("perMerchant", perMerchant)
                .param("most", most)
                .query((rs, row) -> notice(rs))
                .list();
    }

    List<Standing> lock(int lane, Collection<String> noticeNos) {
        return jdbc.sql(LOCK)
                .param("lane", lane)
                .param("noticeNos", noticeNos.toArray(String[]::new))
                .query((rs, row) ->
                        new Standing(
                                rs.getString("notice_no"),
                                NoticeStatus.valueOf(rs.getString("status")),
                                rs.getInt("claims"),
                                rs.getInt("failures")))
                .list();
    }

    void move(int lane, List<Move> moves, Instant now) {
        Write.of(jdbc, MOVE)
                .param("lane", lane)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("noticeNos", Column.text(moves, Move::noticeNo))
                .param("befores", Column.name(moves, Move::before))
                .param("statuses", Column.name(moves, Move::after))
                .param("failures", Column.number(moves, Move::failures))
                .param("nextTryAts", Column.instant(moves, Move::nextTryAt))
                .hits("notice", moves.size());
    }

    /// Makes notices of this number (theirs or their order's) due at once; says which. It counts as a
    /// claim, so that a try under way cannot put the next one off.
    List<String> again(int lane, String number, Instant now, Instant giveUpAt) {
        return jdbc.sql(AGAIN)
                .param("lane", lane)
                .param("number", number)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("giveUpAt", giveUpAt.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list();
    }

    /// Deletes what is over and was begun before an instant, at most `most`; says how many it deleted.
    int forget(int lane, Instant before, int most) {
        return jdbc.sql(FORGET)
                .param("lane", lane)
                .param("firstKept", BusinessNumbers.beginningAt(before))
                .param("most", most)
                .update();
    }

    private static Notice notice(ResultSet rs) throws SQLException {
        return new Notice(
                rs.getInt("lane"),
                rs.getString("notice_no"),
                rs.getString("merchant_id"),
                rs.getString("pay_order_no"),
                rs.getString("refund_flow_no"),
                rs.getString("content"),
                rs.getString("notify_url"),
                rs.getInt("claims"),
                rs.getInt("failures"),
                rs.getTimestamp("next_try_at").toInstant(),
                rs.getTimestamp("give_up_at").toInstant());
    }
}
