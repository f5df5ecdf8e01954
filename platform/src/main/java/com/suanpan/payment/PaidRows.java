package com.suanpan.payment;

import com.suanpan.merchant.SettleMode;
import com.suanpan.money.Currency;
import com.suanpan.money.Money;
import com.suanpan.store.Column;
import com.suanpan.store.Query;
import com.suanpan.store.Rows;
import com.suanpan.store.Write;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The sums of paid orders: columns `refunding`, `refunded` of `payment_flow`, `refunded_amount` and
/// `stage` of `payment_order`; nothing else writes the sums.
@Repository
class PaidRows {

    private static final String PAID =
            """
            select o.pay_order_no, o.merchant_id, o.order_no, o.settle_mode, o.fee, o.stage,
                   f.flow_no, f.channel_code, f.pay_method, f.channel_request_no,
                   f.channel_order_no, f.created_at, f.currency, f.paid, f.refunding, f.refunded
            from payment_order o
            join payment_flow f on f.lane = o.lane and f.flow_no = o.flow_no
            where o.lane = :lane and o.pay_order_no = any(:payOrderNos) and o.status = 'SUCCEEDED'
                and f.lane = :lane and f.stage = 'PAID'
            order by o.pay_order_no
            """;

    private static final String LOCK = PAID + "for update";

    /// Sums are added up here, over the row as it is, and never above what was paid.
    private static final String MOVE_FLOWS =
            """
            update payment_flow f
            set refunding = f.refunding + n.refunding, refunded = f.refunded + n.refunded
            from unnest(:flowNos, :refundings, :refundeds) as n (flow_no, refunding, refunded)
            where f.lane = :lane and f.flow_no = any(:flowNos) and f.flow_no = n.flow_no
                and f.stage = 'PAID' and f.refunding + n.refunding >= 0
                and f.refunding + n.refunding + f.refunded + n.refunded <= f.paid
            """;

    private static final String MOVE_ORDERS =
            """
            update payment_order o
            set refunded_amount = o.refunded_amount + n.refunded, stage = n.stage, updated_at = :now
            from unnest(:payOrderNos, :stagesBefore, :stages, :refundeds)
                as n (pay_order_no, stage_before, stage, refunded)
            where o.lane = :lane and o.pay_order_no = any(:payOrderNos)
                and o.pay_order_no = n.pay_order_no and o.stage = n.stage_before
                and o.status = 'SUCCEEDED'
            """;

    private final JdbcClient jdbc;

    PaidRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Locks those of these orders that are paid, with the flows that paid them, in the order of their
    /// numbers.
    Query<PaidOrder> lock(int lane, Collection<String> payOrderNos) {
        Write.sendIfWaiting(MOVE_FLOWS);
        Write.sendIfWaiting(MOVE_ORDERS);
        return Query.of(jdbc, LOCK, (rs, row) -> paid(rs))
                .param("lane", lane)
                .param("payOrderNos", payOrderNos.toArray(String[]::new));
    }

    /// One as it stands, without a lock; empty if it is not paid.
    Optional<PaidOrder> find(int lane, String payOrderNo) {
        return jdbc.sql(PAID)
                .param("lane", lane)
                .param("payOrderNos", new String[] {payOrderNo})
                .query((rs, row) -> paid(rs))
                .optional();
    }

    /// Writes what was decided on orders that `lock` answered.
    void move(int lane, List<PaidOrders.Moved> moved, Instant now) {
        Write.of(jdbc, MOVE_FLOWS)
                .param("lane", lane)
                .param("flowNos", Column.text(moved, m -> m.before().flowNo()))
                .param("refundings", Column.number(moved, PaidOrders.Moved::refunding))
                .param("refundeds", Column.number(moved, PaidOrders.Moved::refunded))
                .hits("payment_flow refunds", moved.size());
        List<PaidOrders.Moved> back = new ArrayList<>(moved);
        back.removeIf(m -> m.refunded() == 0);
        if (!back.isEmpty()) {
            Write.of(jdbc, MOVE_ORDERS)
                    .param("lane", lane)
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .param("payOrderNos", Column.text(back, m -> m.before().payOrderNo()))
                    .param("stagesBefore", Column.name(back, m -> m.before().stage()))
                    .param("stages", Column.name(back, m -> m.after().stage()))
                    .param("refundeds", Column.number(back, PaidOrders.Moved::refunded))
                    .hits("payment_order refunds", back.size());
        }
    }

    private static PaidOrder paid(ResultSet rs) throws SQLException {
        Currency currency = Currency.valueOf(rs.getString("currency"));
        return new PaidOrder(
                rs.getString("pay_order_no"),
                rs.getString("merchant_id"),
                rs.getString("order_no"),
                SettleMode.valueOf(rs.getString("settle_mode")),
                Money.of(rs.getLong("fee"), currency),
                OrderStage.valueOf(rs.getString("stage")),
                rs.getString("flow_no"),
                rs.getString("channel_code"),
                rs.getString("pay_method"),
                rs.getString("channel_request_no"),
                rs.getString("channel_order_no"),
                Rows.need(rs, "created_at"),
                Money.of(rs.getLong("paid"), currency),
                Money.of(rs.getLong("refunding"), currency),
                Money.of(rs.getLong("refunded"), currency));
    }
}
