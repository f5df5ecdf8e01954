package com.suanpan.payment;

import com.suanpan.store.Write;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The columns of `payment_order` that say whether its merchant confirmed; nothing else writes them.
@Repository
class OrderSyncs {

    private static final String LOCK =
            """
            select pay_order_no from payment_order
            where lane = :lane and pay_order_no = any(:payOrderNos)
            order by pay_order_no
            for update
            """;

    private static final String MOVE =
            """
            update payment_order
            set sync_status = :status, synced_at = :syncedAt, updated_at = :now
            where lane = :lane and pay_order_no = any(:payOrderNos)
                and sync_status = any(:from)
            """;

    private final JdbcClient jdbc;

    OrderSyncs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void lock(int lane, Collection<String> payOrderNos) {
        jdbc.sql(LOCK)
                .param("lane", lane)
                .param("payOrderNos", payOrderNos.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    /// Moves orders to this status from those that may become it; the others stay.
    void move(int lane, Collection<String> payOrderNos, SyncStatus status, Instant now) {
        Write.of(jdbc, MOVE)
                .param("lane", lane)
                .param("payOrderNos", payOrderNos.toArray(String[]::new))
                .param("status", status.name())
                .param("from", from(status))
                .param(
                        "syncedAt",
                        status == SyncStatus.SUCCEEDED ? now.atOffset(ZoneOffset.UTC) : null)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .send();
    }

    private static String[] from(SyncStatus to) {
        return Arrays.stream(SyncStatus.values())
                .filter(s -> s.next().contains(to))
                .map(SyncStatus::name)
                .toArray(String[]::new);
    }
}
