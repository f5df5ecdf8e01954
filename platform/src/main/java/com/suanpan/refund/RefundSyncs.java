package com.suanpan.refund;

import com.suanpan.payment.SyncStatus;
import com.suanpan.store.Write;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The columns of `refund` that say whether its merchant confirmed; nothing else writes them.
@Repository
class RefundSyncs {

    private static final String LOCK =
            """
            select refund_flow_no from refund
            where lane = :lane and refund_flow_no = any(:refundFlowNos)
            order by refund_flow_no
            for update
            """;

    private static final String MOVE =
            """
            update refund
            set sync_status = :status, synced_at = :syncedAt, updated_at = :now
            where lane = :lane and refund_flow_no = any(:refundFlowNos)
                and sync_status = any(:from)
            """;

    private final JdbcClient jdbc;

    RefundSyncs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void lock(int lane, Collection<String> refundFlowNos) {
        jdbc.sql(LOCK)
                .param("lane", lane)
                .param("refundFlowNos", refundFlowNos.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    /// Moves refunds to this status from those that may become it; the others stay.
    void move(int lane, Collection<String> refundFlowNos, SyncStatus status, Instant now) {
        Write.of(jdbc, MOVE)
                .param("lane", lane)
                .param("refundFlowNos", refundFlowNos.toArray(String[]::new))
                .param("status", status.name())
                .param(
                        "from",
                        Arrays.stream(SyncStatus.values())
                                .filter(s -> s.next().contains(status))
                                .map(SyncStatus::name)
                                .toArray(String[]::new))
                .param(
                        "syncedAt",
                        status == SyncStatus.SUCCEEDED ? now.atOffset(ZoneOffset.UTC) : null)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .send();
    }
}
