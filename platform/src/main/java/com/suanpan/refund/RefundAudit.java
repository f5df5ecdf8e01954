package com.suanpan.refund;

import com.suanpan.number.Lanes;
import com.suanpan.store.Audit;
import com.suanpan.store.Findings;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The refund room's audit: refunds against the sums of the flows that they are taken from (P1), and
/// against the ledger's holds and postings (P4).
@Component
class RefundAudit implements Audit {

    private static final String FLOWS =
            """
            with taken as (
                select flow_no,
                       coalesce(sum(amount) filter (where status = 'PROCESSING'), 0) as refunding,
                       coalesce(sum(amount) filter (where status = 'SUCCEEDED'), 0) as refunded,
                       min(currency) as currency, max(currency) as other_currency,
                       min(merchant_id) as merchant_id, max(merchant_id) as other_merchant_id,
                       min(channel_code) as channel_code, max(channel_code) as other_channel_code,
                       min(order_amount) as paid, max(order_amount) as other_paid
                from refund
                where lane = :lane
                group by flow_no),
            judged as (
                select flow_no as subject, case
                    when f.paid is null then 'refunds of a flow that paid no order'
                    when f.refunding <> coalesce(r.refunding, 0)
                        then 'refunds of ' || coalesce(r.refunding, 0)
                            || ' are under way, the flow says ' || f.refunding
                    when f.refunded <> coalesce(r.refunded, 0)
                        then 'refunds gave back ' || coalesce(r.refunded, 0) || ', the flow says '
                            || f.refunded
                    when f.refunding + f.refunded > f.paid
                        then 'paid ' || f.paid || ', refunds take ' || f.refunding + f.refunded
                    when f.refunded_amount <> f.refunded
                        then 'gave back ' || f.refunded || ', its order says ' || f.refunded_amount
                    when f.order_stage <> case f.refunded when 0 then 'PAID'
                            when f.paid then 'REFUNDED' else 'PARTLY_REFUNDED' end
                        then 'gave back ' || f.refunded || ' of ' || f.paid || ', its order is '
                            || f.order_stage
                    when r.currency <> f.currency or r.other_currency <> f.currency
                        or r.merchant_id <> f.merchant_id or r.other_merchant_id <> f.merchant_id
                        or r.channel_code <> f.channel_code
                        or r.other_channel_code <> f.channel_code
                        or r.paid <> f.paid or r.other_paid <> f.paid
                        then 'a refund names another currency, merchant, channel or sum'
                    end as text
                from (select * from paid_flow where lane = :lane) f
                full join taken r using (flow_no))
            select 'P1' as law, subject, text from judged where text is not null
            """;

    /// Money is held from the acceptance of a refund to its end, and posted if it was given back.
    private static final String HOLDS =
            """
            with booked as (
                select reference as refund_flow_no,
                       sum(amount) filter (where side = 'DEBIT') as amount,
                       coalesce(sum(amount) filter (where side = 'DEBIT'
                           and account_kind = 'FEE_INCOME'), 0) as fee,
                       min(owner) filter (where account_kind = 'CHANNEL_RECEIVABLE') as creditor
                from posted_leg
                where lane = :lane and posting_kind = 'REFUND'
                group by reference),
            holds as (
                select reference as refund_flow_no, status as hold_status, held
                from hold_state
                where lane = :lane and kind = 'REFUND' and status <> 'REFUSED'),
            judged as (
                select refund_flow_no as subject, case
                    when r.status is null and b.amount is not null
                        then 'booked, but there is no such refund'
                    when r.status is null then 'held, but there is no such refund'
                    when h.held is null then r.stage || ', and nothing was ever held for it'
                    when h.held <> r.amount then 'of ' || r.amount || ', held ' || h.held
                    when h.hold_status <> case r.status when 'PROCESSING' then 'OPEN'
                            when 'SUCCEEDED' then 'POSTED' else 'RELEASED' end
                        then r.stage || ', its hold is ' || h.hold_status
                    when r.status = 'SUCCEEDED' and b.amount is distinct from r.amount
                        then 'of ' || r.amount || ', booked ' || coalesce(b.amount, 0)
                    when r.status <> 'SUCCEEDED' and b.amount is not null
                        then r.stage || ', and yet booked'
                    when b.fee <> r.fee then 'of its fee ' || r.fee || ' goes back, booked ' || b.fee
                    when b.creditor <> r.channel_code
                        then 'at ' || r.channel_code || ', booked at ' || b.creditor
                    end as text
                from (select * from refund where lane = :lane) r
                full join holds h using (refund_flow_no)
                full join booked b using (refund_flow_no))
            select 'P4' as law, subject, text from judged where text is not null
            """;

    private static final String COUNT =
            """
            select 'refunds ' || stage as what, count(*) as number from refund
            where lane = :lane group by stage
            """;

    private final JdbcClient jdbc;
    private final Lanes lanes;

    RefundAudit(JdbcClient jdbc, Lanes lanes) {
        this.jdbc = jdbc;
        this.lanes = lanes;
    }

    @Override
    public void examine(Extent extent, Findings findings) {
        Map<String, Long> counts = new TreeMap<>();
        for (int lane = 0; lane < lanes.count(); lane++) {
            examine(FLOWS, lane, findings);
            examine(HOLDS, lane, findings);
            jdbc.sql(COUNT)
                    .param("lane", lane)
                    .query(rs -> {
                        counts.merge(rs.getString("what"), rs.getLong("number"), Long::sum);
                    });
        }
        counts.forEach((what, number) -> findings.counted(what, number.toString()));
    }

    private void examine(String check, int lane, Findings findings) {
        jdbc.sql(check).withFetchSize(ROWS_AT_ONCE).param("lane", lane).query(findings::addRow);
    }
}
