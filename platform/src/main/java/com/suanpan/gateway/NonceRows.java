package com.suanpan.gateway;

import com.suanpan.store.Column;
import com.suanpan.store.Query;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Table `nonce`.
class NonceRows {

    private static final String ADD =
            """
            insert into nonce (lane, merchant_id, nonce, expires_at)
            select :lane, n.merchant_id, n.nonce, n.expires_at
            from unnest(:merchantIds, :nonces, cast(:expiries as timestamptz[]))
                as n (merchant_id, nonce, expires_at)
            on conflict (lane, merchant_id, nonce) do nothing
            returning merchant_id, nonce
            """;

    private static final String FORGET =
            """
            delete from nonce
            where lane = :lane and (lane, merchant_id, nonce) in (
                select lane, merchant_id, nonce from nonce
                where lane = :lane and expires_at < :now
                order by expires_at limit :most)
            """;

    private final JdbcClient jdbc;

    NonceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Writes them in key order, and answers those that were new.
    Query<Nonce.Key> add(int lane, Collection<Nonce> nonces) {
        List<Nonce> sorted = nonces.stream().sorted(Comparator.comparing(Nonce::key)).toList();
        return Query.of(
                        jdbc,
                        ADD,
                        (rs, row) ->
                                new Nonce.Key(rs.getString("merchant_id"), rs.getString("nonce")))
                .param("lane", lane)
                .param("merchantIds", Column.text(sorted, Nonce::merchantId))
                .param("nonces", Column.text(sorted, Nonce::text))
                .param("expiries", Column.instant(sorted, Nonce::expiresAt));
    }

    /// Deletes those whose time is over, oldest first; says how many.
    int forget(int lane, Instant now, int most) {
        return jdbc.sql(FORGET)
                .param("lane", lane)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .update();
    }
}
