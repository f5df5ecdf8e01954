package com.suanpan.gateway;

import com.suanpan.number.Lanes;
import com.suanpan.store.Batcher;
import com.suanpan.store.Column;
import com.suanpan.store.Transactions;
import com.suanpan.store.Vital;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Table `nonce`: what each merchant used lately, so that a call cannot be replayed to any server.
@Repository
class Nonces implements Vital, DisposableBean {

    private static final int FORGOTTEN_AT_ONCE = 5_000;

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
    private final Lanes lanes;
    private final Clock clock;
    private final Batcher<Use, Boolean> batcher;

    Nonces(JdbcClient jdbc, Lanes lanes, Clock clock, Transactions transactions) {
        this.jdbc = jdbc;
        this.lanes = lanes;
        this.clock = clock;
        this.batcher =
                new Batcher<>(
                        "nonce",
                        lanes.count(),
                        Batcher.Bounds.USUAL,
                        clock,
                        transactions,
                        this::commit);
    }

    private record Key(String merchantId, String nonce) {}

    private record Use(Key key, Instant expiresAt) {}

    /// Uses a nonce up; false if it was used before. It is remembered until `expiresAt`, after which
    /// the call's timestamp alone refuses it.
    boolean use(String merchantId, String nonce, Instant expiresAt) {
        return batcher.submit(
                lanes.ofMerchant(merchantId), new Use(new Key(merchantId, nonce), expiresAt));
    }

    /// Deletes what may be forgotten, a few at a time; how many rows went.
    int forget() {
        int gone = 0;
        for (int lane = 0; lane < lanes.count(); lane++) {
            int now;
            do {
                now =
                        jdbc.sql(FORGET)
                                .param("lane", lane)
                                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                                .param("most", FORGOTTEN_AT_ONCE)
                                .update();
                gone += now;
            } while (now == FORGOTTEN_AT_ONCE);
        }
        return gone;
    }

    @Override
    public String name() {
        return "nonce-batches";
    }

    @Override
    public boolean holds() {
        return batcher.works();
    }

    @Override
    public void destroy() {
        batcher.close();
    }

    /// The rows are written in key order, so that two batches never wait for each other in a circle.
    private List<Boolean> commit(int lane, List<Use> uses) {
        List<Use> sorted = new ArrayList<>(uses);
        sorted.sort(
                Comparator.comparing((Use use) -> use.key().merchantId())
                        .thenComparing(use -> use.key().nonce()));
        Set<Key> fresh =
                new HashSet<>(
                        jdbc.sql(ADD)
                                .param("lane", lane)
                                .param(
                                        "merchantIds",
                                        Column.text(sorted, use -> use.key().merchantId()))
                                .param("nonces", Column.text(sorted, use -> use.key().nonce()))
                                .param("expiries", Column.instant(sorted, Use::expiresAt))
                                .query((rs, n) ->
                                        new Key(rs.getString("merchant_id"), rs.getString("nonce")))
                                .list());
        return uses.stream().map(use -> fresh.remove(use.key())).toList();
    }
}
