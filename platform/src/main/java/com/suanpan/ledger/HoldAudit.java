package com.suanpan.ledger;

import com.suanpan.number.Lanes;
import com.suanpan.store.Audit;
import com.suanpan.store.Column;
import com.suanpan.store.Findings;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The audit of holds: L5, what accounts say is held is what open holds hold; L7, a hold ends once, and
/// stands as a posting of no more than it held or as none. Since a checkpoint, L7 is judged of holds that are
/// open or ended after it; L5 needs open ones alone.
@Component
class HoldAudit implements Audit {

    private static final String ACCOUNTS =
            """
            with held as (
                select l.account_no,
                       coalesce(sum(l.amount) filter (where l.side = 'DEBIT'), 0) as debits,
                       coalesce(sum(l.amount) filter (where l.side = 'CREDIT'), 0) as credits
                from hold h
                join hold_leg l on l.lane = h.lane and l.hold_no = h.hold_no
                where h.lane = :lane and h.status = 'OPEN' and l.lane = :lane
                group by l.account_no)
            select 'L5' as law, account_no as subject,
                   'open holds make debits ' || coalesce(h.debits, 0) || ', credits '
                       || coalesce(h.credits, 0) || ', its row says '
                       || coalesce(a.debits_pending, 0) || ', '
                       || coalesce(a.credits_pending, 0) as text
            from (select * from account where lane = :lane) a
            full join held h using (account_no)
            where coalesce(h.debits, 0) <> coalesce(a.debits_pending, 0)
                or coalesce(h.credits, 0) <> coalesce(a.credits_pending, 0)
            """;

    private static final String HOLDS =
            """
            with fresh as (
                select * from hold
                where lane = :lane and (status = 'OPEN' or ended_at >= :since)),
            legs as (
                select hold_no,
                       coalesce(sum(amount) filter (where side = 'DEBIT'), 0) as debits,
                       coalesce(sum(amount) filter (where side = 'CREDIT'), 0) as credits
                from hold_leg
                where lane = :lane and (:ever or hold_no in (select hold_no from fresh))
                group by hold_no),
            posted as (
                select p.posting_no as hold_no, sum(e.amount) as debits
                from posting p
                join entry e on e.lane = p.lane and e.posting_no = p.posting_no
                    and e.side = 'DEBIT'
                where p.lane = :lane and e.lane = :lane and p.kind = any(:kinds)
                    and p.posted_at >= :since
                group by p.posting_no),
            judged as (
                select hold_no as subject, case
                    when h.status is null then 'posted, and never held'
                    when h.kind is null and l.debits is not null
                        then 'released before it came, and yet it holds'
                    when h.kind is not null and l.debits is null then 'a hold without legs'
                    when l.debits <> l.credits
                        then 'debits ' || l.debits || ', credits ' || l.credits
                    when h.status = 'POSTED' and p.debits is null then 'posted, and no posting'
                    when h.status <> 'POSTED' and p.debits is not null
                        then h.status || ', and yet posted'
                    when h.posted > l.debits
                        then 'held ' || l.debits || ', posted ' || h.posted
                    when h.status = 'POSTED' and h.posted <> p.debits
                        then 'posted ' || h.posted || ', its entries say ' || p.debits
                    end as text
                from fresh h
                full join legs l using (hold_no)
                full join posted p using (hold_no))
            select 'L7' as law, subject, text from judged where text is not null
            """;

    private static final String COUNT =
            "select count(*) from hold where lane = :lane and status = 'OPEN'";

    private static final List<PostingKind> KINDS =
            Arrays.stream(PostingKind.values()).filter(PostingKind::isHeld).toList();

    private final JdbcClient jdbc;
    private final Lanes lanes;
    private final Checkpoints checkpoints;

    HoldAudit(JdbcClient jdbc, Lanes lanes, Checkpoints checkpoints) {
        this.jdbc = jdbc;
        this.lanes = lanes;
        this.checkpoints = checkpoints;
    }

    @Override
    public void examine(Extent extent, Findings findings) {
        long open = 0;
        for (int lane = 0; lane < lanes.count(); lane++) {
            jdbc.sql(ACCOUNTS)
                    .withFetchSize(ROWS_AT_ONCE)
                    .param("lane", lane)
                    .query(findings::addRow);
            Checkpoints.Since since = checkpoints.since(extent, lane);
            jdbc.sql(HOLDS)
                    .withFetchSize(ROWS_AT_ONCE)
                    .param("lane", lane)
                    .param("since", since.at())
                    .param("ever", since.isEver())
                    .param("kinds", Column.name(KINDS, k -> k))
                    .query(findings::addRow);
            open += jdbc.sql(COUNT).param("lane", lane).query(Long.class).single();
        }
        findings.counted("open holds", Long.toString(open));
    }
}
