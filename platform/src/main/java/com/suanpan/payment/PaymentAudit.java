package com.suanpan.payment;

import com.suanpan.number.Lanes;
import com.suanpan.store.Audit;
import com.suanpan.store.Findings;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The payment room's audit: orders against their flows (P2, P4, M4), flows against stray money (P2)
/// and against the ledger's postings (P4).
@Component
class PaymentAudit implements Audit {

    private static final String ORDERS =
            """
            with attempts as (
                select pay_order_no,
                       count(*) filter (where stage = 'PAID') as paid_flows,
                       count(*) filter (where status = 'PROCESSING') as open_flows,
                       min(flow_no) filter (where stage = 'PAID') as paid_flow_no,
                       min(channel_code) filter (where stage = 'PAID') as paid_channel_code,
                       coalesce(sum(paid) filter (where stage = 'PAID'), 0) as paid,
                       min(currency) as currency, max(currency) as other_currency,
                       min(merchant_id) as merchant_id, max(merchant_id) as other_merchant_id
                from payment_flow
                where lane = :lane
                group by pay_order_no),
            judged as (
                select pay_order_no as subject, case
                    when o.status is null then 'P2 flows of an order that is not there'
                    when f.paid_flows > 1
                        then 'P2 ' || f.paid_flows || ' flows count as its payment'
                    when o.status = 'SUCCEEDED' and coalesce(f.paid_flows, 0) = 0
                        then 'P4 succeeded without a paid flow'
                    when o.status <> 'SUCCEEDED' and f.paid_flows > 0
                        then 'P4 ' || o.status || ', but its flow ' || f.paid_flow_no || ' is PAID'
                    when o.status = 'SUCCEEDED' and o.flow_no is distinct from f.paid_flow_no
                        then 'P4 paid by flow ' || f.paid_flow_no || ', it names '
                            || coalesce(o.flow_no, 'none')
                    when o.status = 'SUCCEEDED'
                        and o.channel_code is distinct from f.paid_channel_code
                        then 'P4 paid at ' || f.paid_channel_code || ', it names '
                            || coalesce(o.channel_code, 'none')
                    when o.paid_amount <> coalesce(f.paid, 0)
                        then 'P4 its flow took ' || coalesce(f.paid, 0) || ', it says '
                            || o.paid_amount
                    when o.status = 'SUCCEEDED' and o.amount <> f.paid
                        then 'P4 of ' || o.amount || ', its flow took ' || f.paid
                    when o.status = 'FAILED' and f.open_flows > 0
                        then 'M4 ended, but ' || f.open_flows || ' of its flows may still be paid'
                    when f.currency <> o.currency or f.other_currency <> o.currency
                        then 'M1 in ' || o.currency || ', a flow is not'
                    when f.merchant_id <> o.merchant_id or f.other_merchant_id <> o.merchant_id
                        then 'P2 of merchant ' || o.merchant_id || ', a flow is not'
                    end as text
                from (select * from payment_order where lane = :lane) o
                full join attempts f using (pay_order_no))
            select left(text, 2) as law, subject, substr(text, 4) as text
            from judged where text is not null
            """;

    private static final String STRAYS =
            """
            with judged as (
                select flow_no as subject, case
                    when f.stage is null then 'stray money of a flow that is not there'
                    when f.status = 'PROCESSING' and f.paid <> 0
                        then f.stage || ', but paid ' || f.paid
                    when f.status = 'SUCCEEDED' and f.paid = 0
                        then f.stage || ', but nothing was paid'
                    when f.stage <> 'PAID' and f.paid > 0 and s.amount is null
                        then 'took ' || f.paid || ' as stray money, of which there is no row'
                    when (f.stage = 'PAID' or f.paid = 0) and s.amount is not null
                        then f.stage || ', paid ' || f.paid || ', but a row of stray money says '
                            || s.amount
                    when s.amount <> f.paid then 'took ' || f.paid || ', its row says ' || s.amount
                    when s.currency <> f.currency or s.channel_code <> f.channel_code
                        or s.pay_order_no <> f.pay_order_no or s.merchant_id <> f.merchant_id
                        then 'its row of stray money names another order, merchant or channel'
                    end as text
                from (select * from payment_flow where lane = :lane) f
                full join (select * from stray_money where lane = :lane) s using (flow_no))
            select 'P2' as law, subject, text from judged where text is not null
            """;

    /// A posting of a kind exists once for a number, as L2 makes sure of; so two booleans tell all.
    private static final String POSTINGS =
            """
            with booked as (
                select reference as flow_no,
                       bool_or(posting_kind = 'PAYMENT') as as_payment,
                       bool_or(posting_kind = 'STRAY') as as_stray,
                       sum(amount) filter (where side = 'DEBIT'
                           and account_kind = 'CHANNEL_RECEIVABLE') as receivable,
                       min(owner) filter (where account_kind = 'CHANNEL_RECEIVABLE') as debtor,
                       coalesce(sum(amount) filter (where side = 'CREDIT' and account_kind
                           in ('MERCHANT_AVAILABLE', 'MERCHANT_PENDING')), 0) as merchant,
                       min(account_kind || ':' || owner) filter (where account_kind
                           in ('MERCHANT_AVAILABLE', 'MERCHANT_PENDING')) as creditor,
                       coalesce(sum(amount) filter (where side = 'CREDIT'
                           and account_kind = 'FEE_INCOME'), 0) as fee,
                       coalesce(sum(amount) filter (where side = 'CREDIT'
                           and account_kind = 'SUSPENSE'), 0) as suspense,
                       min(currency) as currency
                from posted_leg
                where lane = :lane and posting_kind in ('PAYMENT', 'STRAY')
                group by reference),
            attempts as (
                select f.flow_no, f.stage, f.paid, f.currency, f.channel_code, o.fee,
                       case o.settle_mode when 'D0' then 'MERCHANT_AVAILABLE:'
                           else 'MERCHANT_PENDING:' end || f.merchant_id as creditor
                from payment_flow f
                left join payment_order o on o.lane = :lane and o.pay_order_no = f.pay_order_no
                where f.lane = :lane),
            judged as (
                select flow_no as subject, case
                    when f.stage is null then 'booked, but there is no such flow'
                    when f.paid = 0 and b.currency is not null
                        then f.stage || ' and not paid, but booked'
                    when f.paid > 0 and b.currency is null
                        then f.stage || ', paid ' || f.paid || ', never booked'
                    when f.stage = 'PAID' and (b.as_stray or not b.as_payment)
                        then 'PAID, but booked as stray money'
                    when f.paid > 0 and f.stage <> 'PAID' and (b.as_payment or not b.as_stray)
                        then f.stage || ' and paid, but booked as a payment'
                    when b.currency <> f.currency or b.receivable is distinct from f.paid
                        then 'paid ' || f.paid || ' ' || f.currency || ', booked '
                            || coalesce(b.receivable, 0) || ' ' || b.currency
                    when b.debtor <> f.channel_code
                        then 'at ' || f.channel_code || ', booked at ' || b.debtor
                    when f.stage = 'PAID' and b.fee <> f.fee
                        then 'its fee is ' || f.fee || ', booked ' || b.fee
                    when f.stage = 'PAID' and b.merchant <> f.paid - f.fee
                        then 'owed ' || f.paid - f.fee || ' to the merchant, booked ' || b.merchant
                    when f.stage = 'PAID' and b.creditor <> f.creditor
                        then 'owed to ' || f.creditor || ', booked to ' || b.creditor
                    when f.stage <> 'PAID' and b.suspense <> f.paid
                        then 'stray ' || f.paid || ', in suspense ' || b.suspense
                    end as text
                from attempts f
                full join booked b using (flow_no))
            select 'P4' as law, subject, text from judged where text is not null
            """;

    private static final String COUNT =
            """
            select 'orders ' || status as what, count(*) as number from payment_order
            where lane = :lane group by status
            union all
            select 'flows ' || stage, count(*) from payment_flow where lane = :lane group by stage
            union all
            select 'stray money', count(*) from stray_money where lane = :lane
            """;

    private final JdbcClient jdbc;
    private final Lanes lanes;

    PaymentAudit(JdbcClient jdbc, Lanes lanes) {
        this.jdbc = jdbc;
        this.lanes = lanes;
    }

    @Override
    public void examine(Extent extent, Findings findings) {
        Map<String, Long> counts = new TreeMap<>();
        for (int lane = 0; lane < lanes.count(); lane++) {
            examine(ORDERS, lane, findings);
            examine(STRAYS, lane, findings);
            examine(POSTINGS, lane, findings);
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
