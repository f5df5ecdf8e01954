package com.suanpan.ledger;

import com.suanpan.store.Column;
import com.suanpan.store.Query;
import com.suanpan.store.Write;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Tables `posting` and `entry`: written once, never changed.
@Repository
class Postings {

    private static final String CONTENTS =
            """
            select posting_no, content from posting
            where lane = :lane and posting_no = any(:postingNos)
            """;

    private static final String INSERT =
            """
            insert into posting (lane, posting_no, kind, reference, content, posted_at)
            select :lane, n.posting_no, n.kind, n.reference, n.content, :now
            from unnest(:postingNos, :kinds, :references, :contents)
                as n (posting_no, kind, reference, content)
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

    /// Number and content of those that already stand.
    Query<Map.Entry<String, String>> contents(int lane, List<Posting> postings) {
        Write.sendIfWaiting(INSERT);
        return Query.of(
                        jdbc,
                        CONTENTS,
                        (rs, row) -> Map.entry(rs.getString("posting_no"), rs.getString("content")))
                .param("lane", lane)
                .param("postingNos", Column.text(postings, Posting::postingNo));
    }

    void insert(int lane, List<Posting> postings, Instant now) {
        Write.of(jdbc, INSERT)
                .param("lane", lane)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("postingNos", Column.text(postings, Posting::postingNo))
                .param("kinds", Column.name(postings, Posting::kind))
                .param("references", Column.text(postings, Posting::reference))
                .param("contents", Column.text(postings, Posting::content))
                .hits("posting", postings.size());
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
