package com.suanpan.ledger;

import com.suanpan.money.Currency;
import com.suanpan.money.Money;
import com.suanpan.store.Column;
import com.suanpan.store.OrderRecords;
import com.suanpan.store.RecordRow;
import com.suanpan.store.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What was posted for an order's flows, entry by entry, for operators.
@Repository
@Order(4)
class PostingRecords implements OrderRecords {

    private static final List<PostingKind> KINDS = Arrays.asList(PostingKind.values());

    private static final String OF =
            """
            select posting_no, account_no, side, amount, currency, account_seq, balance_after,
                   posted_at
            from entry
            where lane = :lane and posting_no = any(:postingNos)
            order by posted_at, posting_no, leg
            """;

    private final JdbcClient jdbc;

    PostingRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "entries";
    }

    @Override
    public List<RecordRow> of(Numbers numbers) {
        List<String> postingNos =
                Stream.concat(Stream.of(numbers.payOrderNo()), numbers.flowNos().stream())
                        .flatMap(no -> KINDS.stream().map(kind -> kind.postingNo(no)))
                        .toList();
        return jdbc.sql(OF)
                .param("lane", numbers.lane())
                .param("postingNos", Column.text(postingNos, no -> no))
                .query((rs, _) ->
                        new RecordRow()
                                .put("posting_no", rs.getString("posting_no"))
                                .put("account_no", rs.getString("account_no"))
                                .put("side", rs.getString("side"))
                                .put(
                                        "amount",
                                        Money.of(
                                                rs.getLong("amount"),
                                                Currency.valueOf(rs.getString("currency"))))
                                .put("account_seq", rs.getLong("account_seq"))
                                .put("balance_after_minor", rs.getLong("balance_after"))
                                .put("posted_at", Rows.need(rs, "posted_at")))
                .list();
    }
}
