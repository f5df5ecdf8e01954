package com.suanpan.ledger;

import com.suanpan.store.Column;
import com.suanpan.store.Query;
import com.suanpan.store.Rows;
import com.suanpan.store.Write;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Tables `posting` and `entry`: written once, never changed. A number that was refused has a posting without
/// entries, so that one key guards both.
@Repository
class Postings {

    private static final String CONTENTS =
            """
            select posting_no, content, why, account_no
            from posting
            where lane = :lane and posting_no = any(:postingNos)
            """;

    private static final String ORIGINALS =
            """
            select p.posting_no, p.kind, p.reference, e.account_no, e.side, e.amount, e.currency
            from posting p
            join entry e on e.lane = p.lane and e.posting_no = p.posting_no
            where p.lane = :lane and p.posting_no = any(:postingNos) and e.lane = :lane
            order by p.posting_no, e.leg
            """;

    private static final String STATEMENT =
            """
            select e.account_seq, e.posting_no, p.kind, p.reference, e.account_no, e.side, e.amount,
                   e.currency, e.balance_after, e.posted_at
            from entry e
            join posting p on p.lane = e.lane and p.posting_no = e.posting_no
            where e.lane = :lane and e.account_no = :accountNo and e.account_seq > :after
                and p.lane = :lane
            order by e.account_seq
            limit :most
            """;

    private static final String INSERT =
            """
            insert into posting (lane, posting_no, kind, reference, content, why, account_no,
                                 posted_at)
            select :lane, n.posting_no, n.kind, n.reference, n.content, n.why, n.account_no, :now
            from unnest(:postingNos, :kinds, :references, :contents, :whys, :accountNos)
                as n (posting_no, kind, reference, content, why, account_no)
            """;

    private static final String INSERT_ENTRIES =
            """
            insert into entry (lane, posting_no, leg, account_no, side, amount, currency,
                               account_seq, balance_after, posted_at)
            select :lane, n.posting_no, n.leg, n.account_no, n.side, n.amount, n.currency,
                   n.account_seq, n.balance_after, :now
            from unnest(:postingNos, :legs, :accountNos, :sides, :amounts, :currencies,
                        :accountSeqs, :balancesAfter)
                as n (posting_no, leg, account_no, side, amount, currency, account_seq,
                      balance_after)
            """;

    private final JdbcClient jdbc;

    Postings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What stands under these numbers.
    Query<PostedBefore> before(int lane, Collection<String> postingNos) {
        Write.sendIfWaiting(INSERT);
        return Query.of(
                        jdbc,
                        CONTENTS,
                        (rs, row) ->
                                PostedBefore.read(
                                        rs.getString("posting_no"),
                                        rs.getString("content"),
                                        LedgerRefusal.read(
                                                rs.getString("why"), rs.getString("account_no"))))
                .param("lane", lane)
                .param("postingNos", postingNos.toArray(String[]::new));
    }

    /// The postings of these numbers with their legs, one row a leg.
    Query<PostedLeg> legs(int lane, Collection<String> postingNos) {
        Write.sendIfWaiting(INSERT_ENTRIES);
        return Query.of(jdbc, ORIGINALS, (rs, row) -> PostedLeg.read(rs))
                .param("lane", lane)
                .param("postingNos", postingNos.toArray(String[]::new));
    }

    List<AccountStatement.Line> statement(int lane, AccountRef account, long after, int most) {
        return jdbc.sql(STATEMENT)
                .param("lane", lane)
                .param("accountNo", account.accountNo())
                .param("after", after)
                .param("most", most)
                .query((rs, row) -> {
                    Leg leg = PostedLeg.leg(rs);
                    return new AccountStatement.Line(
                            rs.getLong("account_seq"),
                            rs.getString("posting_no"),
                            PostingKind.valueOf(rs.getString("kind")),
                            rs.getString("reference"),
                            leg.side(),
                            leg.amount(),
                            rs.getLong("balance_after"),
                            Rows.need(rs, "posted_at"));
                })
                .list();
    }

    void insert(int lane, List<PostedBefore> added, Instant now) {
        Write.of(jdbc, INSERT)
                .param("lane", lane)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("postingNos", Column.text(added, PostedBefore::postingNo))
                .param("kinds", Column.name(added, p -> p.need().kind()))
                .param("references", Column.text(added, p -> p.need().reference()))
                .param("contents", Column.text(added, PostedBefore::content))
                .param(
                        "whys",
                        Column.name(added, p -> p.refusal() == null ? null : p.refusal().why()))
                .param(
                        "accountNos",
                        Column.text(
                                added, p -> p.refusal() == null ? null : p.refusal().accountNo()))
                .hits("posting", added.size());
    }

    void insertEntries(int lane, List<Entry> entries, Instant now) {
        Write.of(jdbc, INSERT_ENTRIES)
                .param("lane", lane)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("postingNos", Column.text(entries, Entry::postingNo))
                .param("legs", Column.number(entries, Entry::leg))
                .param("accountNos", Column.text(entries, e -> e.account().accountNo()))
                .param("sides", Column.name(entries, Entry::side))
                .param("amounts", Column.number(entries, Entry::minor))
                .param("currencies", Column.name(entries, e -> e.account().currency()))
                .param("accountSeqs", Column.number(entries, Entry::accountSeq))
                .param("balancesAfter", Column.number(entries, Entry::balanceAfter))
                .hits("entry", entries.size());
    }
}
