package com.suanpan.ledger;

import com.suanpan.ledger.Checkpoints.Since;
import com.suanpan.number.Lanes;
import com.suanpan.store.Audit;
import com.suanpan.store.Column;
import com.suanpan.store.Findings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The ledger's audit: L1–L4, L6 and P9, recomputed from the entries in two passes a lane, one by
/// posting and one by account. Since a checkpoint it reads what was posted after it, and adds the sums
/// that the checkpoint holds.
@Component
class LedgerAudit implements Audit {

    private static final List<PostingKind> KINDS = Arrays.asList(PostingKind.values());

    private static final String ALL_ENTRIES =
            """
            with known as (
                select null::text as account_no, 0::bigint as entries, 0::bigint as debits,
                       0::bigint as credits, 0::bigint as balance
                where false),
            fresh as (
                select account_no, account_seq, side, amount, currency, balance_after,
                       0::bigint as seq_before, 0::bigint as balance_before
                from entry
                where lane = :lane),
            """;

    /// Each account is looked up from its checkpoint on; `offset 0` keeps the planner from reading all
    /// entries instead. Entries of accounts that are in neither table are found by their time.
    private static final String ENTRIES_SINCE =
            """
            with known as (
                select account_no, entries, debits, credits, balance
                from account_checkpoint
                where lane = :lane),
            named as (
                select account_no from account where lane = :lane
                union select account_no from known
                union select account_no from entry where lane = :lane and posted_at >= :since),
            fresh as (
                select n.account_no, e.account_seq, e.side, e.amount, e.currency, e.balance_after,
                       coalesce(k.entries, 0) as seq_before,
                       coalesce(k.balance, 0) as balance_before
                from named n
                left join known k using (account_no)
                cross join lateral (
                    select account_seq, side, amount, currency, balance_after
                    from entry
                    where lane = :lane and account_no = n.account_no
                        and account_seq > coalesce(k.entries, 0)
                    offset 0) e),
            """;

    /// The sign of each step is judged for both normal sides here; the account's kind decides later.
    private static final String ACCOUNTS =
            """
            step as (
                select account_no, account_seq, side, amount, currency, balance_after,
                       account_seq - lag(account_seq, 1, seq_before) over seq as seq_step,
                       balance_after - lag(balance_after, 1, balance_before) over seq
                           as balance_step,
                       case side when 'DEBIT' then amount else -amount end as signed,
                       lead(account_seq) over seq is null as is_last
                from fresh
                window seq as (partition by account_no order by account_seq)),
            summed as (
                select account_no, count(*) as entry_rows,
                       sum(amount) filter (where side = 'DEBIT') as debits,
                       sum(amount) filter (where side = 'CREDIT') as credits,
                       min(account_seq) filter (where seq_step <> 1) as gap_at,
                       min(account_seq) filter (where balance_step <> signed) as debit_slip_at,
                       min(account_seq) filter (where balance_step <> -signed) as credit_slip_at,
                       max(balance_after) filter (where is_last) as last_balance,
                       min(currency) as least_currency, max(currency) as most_currency
                from step
                group by account_no)
            select account_no, a.kind, a.owner, a.currency, a.debits_pending, a.debits_posted,
                   a.credits_pending, a.credits_posted, a.overdraft, a.entries,
                   coalesce(k.entries, 0) + coalesce(s.entry_rows, 0) as entry_rows,
                   coalesce(s.entry_rows, 0) as rows_read,
                   (coalesce(k.debits, 0) + coalesce(s.debits, 0))::bigint as debits,
                   (coalesce(k.credits, 0) + coalesce(s.credits, 0))::bigint as credits,
                   s.gap_at, s.debit_slip_at, s.credit_slip_at,
                   coalesce(s.last_balance, k.balance, 0) as last_balance,
                   s.least_currency, s.most_currency
            from (select * from account where lane = :lane) a
            full join summed s using (account_no)
            full join known k using (account_no)
            """;

    private static final String POSTINGS =
            """
            with legs as (
                select posting_no,
                       coalesce(sum(amount) filter (where side = 'DEBIT'), 0) as debits,
                       coalesce(sum(amount) filter (where side = 'CREDIT'), 0) as credits,
                       min(amount) as least,
                       min(account_no) as account_no, max(account_no) as other_account_no,
                       min(currency) as currency, max(currency) as other_currency,
                       string_agg('|' || account_no
                               || case side when 'DEBIT' then ' D ' else ' C ' end
                               || amount, '' order by leg) as content
                from entry
                where lane = :lane and posted_at >= :since
                group by posting_no),
            kinds as (select * from unnest(:kinds, :prefixes) as k (kind, prefix)),
            judged as (
                select posting_no as subject, case
                    when p.kind is null then 'entries without a posting'
                    when p.why is not null and l.content is not null
                        then 'refused, and yet it has entries'
                    when p.why is null and l.content is null then 'a posting without entries'
                    when k.kind is null then 'of kind ' || p.kind || ', which does not exist'
                    when posting_no <> k.prefix || p.reference
                        then 'of kind ' || p.kind || ' for ' || p.reference || ': not its number'
                    when l.least <= 0 then 'a leg of ' || l.least
                    when l.currency <> l.other_currency
                        then 'in ' || l.currency || ' and ' || l.other_currency
                    when l.debits <> l.credits
                        then 'debits ' || l.debits || ', credits ' || l.credits
                    when l.account_no = l.other_account_no then 'only on ' || l.account_no
                    when p.content <> p.kind || '|' || p.reference || l.content
                        then 'posted as ' || p.content || ', its entries say ' || l.content
                    end as text
                from (select * from posting where lane = :lane and posted_at >= :since) p
                full join legs l using (posting_no)
                left join kinds k on k.kind = p.kind)
            select 'L2' as law, subject, text from judged where text is not null
            """;

    private static final String COUNT =
            """
            select count(*) from posting
            where lane = :lane and why is null and posted_at >= :since
            """;

    private final JdbcClient jdbc;
    private final Lanes lanes;
    private final Checkpoints checkpoints;

    LedgerAudit(JdbcClient jdbc, Lanes lanes, Checkpoints checkpoints) {
        this.jdbc = jdbc;
        this.lanes = lanes;
        this.checkpoints = checkpoints;
    }

    @Override
    public void examine(Extent extent, Findings findings) {
        LedgerSums sums = new LedgerSums();
        long postings = 0;
        for (int lane = 0; lane < lanes.count(); lane++) {
            Since since = checkpoints.since(extent, lane);
            examineAccounts(lane, since, sums, findings);
            examinePostings(lane, since, findings);
            postings += since.postings() + count(lane, since);
        }
        findings.counted("postings", Long.toString(postings));
        sums.close(findings);
    }

    @Override
    public void keep() {
        for (int lane = 0; lane < lanes.count(); lane++) {
            checkpoints.keep(lane);
        }
    }

    private long count(int lane, Since since) {
        return jdbc.sql(COUNT)
                .param("lane", lane)
                .param("since", since.at())
                .query(Long.class)
                .single();
    }

    private void examineAccounts(int lane, Since since, LedgerSums sums, Findings findings) {
        String entries = since.isEver() ? ALL_ENTRIES : ENTRIES_SINCE;
        jdbc.sql(entries + ACCOUNTS)
                .withFetchSize(ROWS_AT_ONCE)
                .param("lane", lane)
                .param("since", since.at())
                .query(rs -> {
                    AuditedAccount account = account(rs);
                    account.judge(lanes, lane, findings);
                    sums.add(account);
                });
    }

    private void examinePostings(int lane, Since since, Findings findings) {
        jdbc.sql(POSTINGS)
                .withFetchSize(ROWS_AT_ONCE)
                .param("lane", lane)
                .param("since", since.at())
                .param("kinds", Column.name(KINDS, k -> k))
                .param("prefixes", Column.text(KINDS, k -> k.postingNo("")))
                .query(findings::addRow);
    }

    private static AuditedAccount account(ResultSet rs) throws SQLException {
        return new AuditedAccount(
                rs.getString("account_no"),
                rs.getString("kind"),
                rs.getString("owner"),
                rs.getString("currency"),
                new AuditedAccount.Counters(
                        rs.getLong("debits_pending"),
                        rs.getLong("debits_posted"),
                        rs.getLong("credits_pending"),
                        rs.getLong("credits_posted"),
                        rs.getLong("overdraft"),
                        rs.getLong("entries")),
                new AuditedAccount.Summed(
                        rs.getLong("entry_rows"),
                        rs.getLong("rows_read"),
                        rs.getLong("debits"),
                        rs.getLong("credits"),
                        rs.getLong("gap_at"),
                        rs.getLong("debit_slip_at"),
                        rs.getLong("credit_slip_at"),
                        rs.getLong("last_balance"),
                        rs.getString("least_currency"),
                        rs.getString("most_currency")));
    }
}
