package com.suanpan.refund;

import static java.util.Map.entry;

import com.suanpan.money.Currency;
import com.suanpan.money.Money;
import com.suanpan.payment.SyncStatus;
import com.suanpan.store.Column;
import com.suanpan.store.Query;
import com.suanpan.store.Rows;
import com.suanpan.store.Write;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Table `refund`.
@Repository
class RefundRows {

    private static final String COLUMNS =
            """
            refund_flow_no, refund_no, merchant_id, pay_order_no, order_no, flow_no, channel_code,
            pay_method, order_amount, amount, fee, currency, refund_type, reason, notify_url,
            fingerprint, stage, sync_status, channel_refund_no, error_code, error_msg, sent, repeats,
            refused, asked, act_at, overdue_at, created_at, completed_at
            """;

    private static final String ORDERS_OF =
            """
            select distinct r.pay_order_no
            from unnest(:merchantIds, :refundNos) as k (merchant_id, refund_no)
            cross join lateral (
                select pay_order_no from refund
                where lane = :lane and merchant_id = k.merchant_id and refund_no = k.refund_no
                limit 1) r
            """;

    private static final String LOCK =
            "select "
                    + COLUMNS
                    + """
                    from refund
                    where lane = :lane and pay_order_no = any(:payOrderNos)
                    order by refund_flow_no
                    for update
                    """;

    private static final String ONE =
            "select " + COLUMNS + "from refund where lane = :lane and refund_flow_no = :no";

    private static final String BY_REFUND_NO =
            "select "
                    + COLUMNS
                    + """
                    from refund
                    where lane = :lane and merchant_id = :merchantId and refund_no = :refundNo
                    """;

    private static final String INSERT =
            """
            insert into refund (
                lane, refund_flow_no, refund_no, merchant_id, pay_order_no, order_no, flow_no,
                channel_code, pay_method, source, order_amount, amount, fee, currency, refund_type,
                refund_to, reason, notify_url, fingerprint, status, stage, sync_status,
                channel_refund_no, error_code, error_msg, sent, repeats, refused, asked, act_at, overdue_at,
                created_at, updated_at, completed_at)
            select :lane, n.refund_flow_no, n.refund_no, n.merchant_id, n.pay_order_no, n.order_no,
                n.flow_no, n.channel_code, n.pay_method, 'API', n.order_amount, n.amount, n.fee,
                n.currency, n.refund_type, 'ORIGINAL', n.reason, n.notify_url, n.fingerprint,
                n.status, n.stage, 'WAITING', n.channel_refund_no, n.error_code, n.error_msg,
                n.sent, n.repeats, n.refused, n.asked, n.act_at, n.overdue_at, n.created_at, n.created_at,
                n.completed_at
            from unnest(:refundFlowNos, :refundNos, :merchantIds, :payOrderNos, :orderNos, :flowNos,
                :channelCodes, :payMethods, :orderAmounts, :amounts, :fees, :currencies, :types,
                :reasons, :notifyUrls, :fingerprints, :statuses, :stages, :channelRefundNos,
                :errorCodes, :errorTexts, :sents, :repeateds, :refuseds, :askeds,
                cast(:actAts as timestamptz[]), cast(:overdueAts as timestamptz[]),
                cast(:createdAts as timestamptz[]), cast(:completedAts as timestamptz[]))
                as n (refund_flow_no, refund_no, merchant_id, pay_order_no, order_no, flow_no,
                    channel_code, pay_method, order_amount, amount, fee, currency, refund_type,
                    reason, notify_url, fingerprint, status, stage, channel_refund_no, error_code,
                    error_msg, sent, repeats, refused, asked, act_at, overdue_at, created_at,
                    completed_at)
            """;

    private static final String UPDATE =
            """
            update refund r
            set stage = n.stage, status = n.status, channel_refund_no = n.channel_refund_no,
                error_code = n.error_code, error_msg = n.error_msg, sent = n.sent,
                repeats = n.repeats, refused = n.refused, asked = n.asked, act_at = n.act_at, overdue_at = n.overdue_at,
                completed_at = n.completed_at, updated_at = :now
            from unnest(:refundFlowNos, :stagesBefore, :statuses, :stages, :channelRefundNos,
                :errorCodes, :errorTexts, :sents, :repeateds, :refuseds, :askeds,
                cast(:actAts as timestamptz[]), cast(:overdueAts as timestamptz[]),
                cast(:completedAts as timestamptz[]))
                as n (refund_flow_no, stage_before, status, stage, channel_refund_no, error_code,
                    error_msg, sent, repeats, refused, asked, act_at, overdue_at, completed_at)
            where r.lane = :lane and r.refund_flow_no = any(:refundFlowNos)
                and r.refund_flow_no = n.refund_flow_no and r.stage = n.stage_before
            """;

    /// The array is made once; a sub-select that locks must not be run for each row.
    private static final String CLAIM =
            """
            update refund r
            set act_at = :lease
            where r.lane = :lane and r.refund_flow_no = any(array(
                select refund_flow_no from refund
                where lane = :lane and act_at <= :now and channel_code <> all(:busy)
                order by act_at
                limit :n
                for update skip locked))
            returning
            """
                    + COLUMNS;

    private final JdbcClient jdbc;

    RefundRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Our numbers of the orders that these refunds of merchants belong to; takes no lock.
    Query<String> ordersOf(int lane, List<RefundBench.Key> keys) {
        return Query.of(jdbc, ORDERS_OF, (rs, row) -> rs.getString("pay_order_no"))
                .param("lane", lane)
                .param("merchantIds", Column.text(keys, RefundBench.Key::merchantId))
                .param("refundNos", Column.text(keys, RefundBench.Key::refundNo));
    }

    /// Locks all refunds of these orders in the order of their numbers.
    Query<Refund> lock(int lane, Collection<String> payOrderNos) {
        return Query.of(jdbc, LOCK, (rs, row) -> refund(rs))
                .param("lane", lane)
                .param("payOrderNos", payOrderNos.toArray(String[]::new));
    }

    Optional<Refund> find(int lane, String refundFlowNo) {
        return jdbc.sql(ONE)
                .param("lane", lane)
                .param("no", refundFlowNo)
                .query((rs, row) -> refund(rs))
                .optional();
    }

    Optional<Refund> find(int lane, RefundBench.Key key) {
        return jdbc.sql(BY_REFUND_NO)
                .param("lane", lane)
                .param("merchantId", key.merchantId())
                .param("refundNo", key.refundNo())
                .query((rs, row) -> refund(rs))
                .optional();
    }

    /// Takes refunds that are to be gone on with now, but of no busy channel account, and keeps others
    /// from them until `lease`.
    List<Refund> claim(int lane, Instant now, Instant lease, int most, Collection<String> busy) {
        return jdbc.sql(CLAIM)
                .param("lane", lane)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("lease", lease.atOffset(ZoneOffset.UTC))
                .param("n", most)
                .param("busy", busy.toArray(String[]::new))
                .query((rs, row) -> refund(rs))
                .list();
    }

    void insert(int lane, List<Refund> refunds) {
        List<RefundFacts> facts = refunds.stream().map(r -> r.facts).toList();
        Write.of(jdbc, INSERT)
                .param("lane", lane)
                .param("refundFlowNos", Column.text(facts, RefundFacts::refundFlowNo))
                .param("refundNos", Column.text(facts, RefundFacts::refundNo))
                .param("merchantIds", Column.text(facts, RefundFacts::merchantId))
                .param("payOrderNos", Column.text(facts, RefundFacts::payOrderNo))
                .param("orderNos", Column.text(facts, RefundFacts::orderNo))
                .param("flowNos", Column.text(facts, RefundFacts::flowNo))
                .param("channelCodes", Column.text(facts, RefundFacts::channelCode))
                .param("payMethods", Column.text(facts, RefundFacts::payMethod))
                .param("orderAmounts", Column.number(facts, f -> f.orderAmount().minor()))
                .param("amounts", Column.number(facts, f -> f.amount().minor()))
                .param("fees", Column.number(facts, f -> f.fee().minor()))
                .param("currencies", Column.name(facts, f -> f.amount().currency()))
                .param("types", Column.name(facts, RefundFacts::type))
                .param("reasons", Column.text(facts, RefundFacts::reason))
                .param("notifyUrls", Column.text(facts, RefundFacts::notifyUrl))
                .param("fingerprints", Column.text(facts, RefundFacts::fingerprint))
                .param("createdAts", Column.instant(facts, RefundFacts::createdAt))
                .params(columns(refunds))
                .hits("refund insert", refunds.size());
    }

    /// Moves refunds from the stages they were read in.
    void update(int lane, List<Refund> refunds, Instant now) {
        Write.of(jdbc, UPDATE)
                .param("lane", lane)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("refundFlowNos", Column.text(refunds, r -> r.facts.refundFlowNo()))
                .param("stagesBefore", Column.name(refunds, Refund::stageBefore))
                .params(columns(refunds))
                .hits("refund update", refunds.size());
    }

    private static Map<String, Object> columns(List<Refund> refunds) {
        List<RefundState> states = refunds.stream().map(Refund::state).toList();
        return Map.ofEntries(
                entry("statuses", Column.name(states, s -> s.stage().status())),
                entry("stages", Column.name(states, RefundState::stage)),
                entry("channelRefundNos", Column.text(states, RefundState::channelRefundNo)),
                entry("errorCodes", Column.text(states, RefundState::errorCode)),
                entry("errorTexts", Column.text(states, RefundState::errorText)),
                entry("sents", Column.flag(states, RefundState::sent)),
                entry("repeateds", Column.number(states, RefundState::repeats)),
                entry("refuseds", Column.flag(states, RefundState::refused)),
                entry("askeds", Column.number(states, RefundState::asked)),
                entry("actAts", Column.instant(states, RefundState::actAt)),
                entry("overdueAts", Column.instant(states, RefundState::overdueAt)),
                entry("completedAts", Column.instant(states, RefundState::completedAt)));
    }

    private static Refund refund(ResultSet rs) throws SQLException {
        Currency currency = Currency.valueOf(rs.getString("currency"));
        RefundFacts facts =
                new RefundFacts(
                        rs.getString("refund_flow_no"),
                        rs.getString("refund_no"),
                        rs.getString("merchant_id"),
                        rs.getString("pay_order_no"),
                        rs.getString("order_no"),
                        rs.getString("flow_no"),
                        rs.getString("channel_code"),
                        rs.getString("pay_method"),
                        Money.of(rs.getLong("order_amount"), currency),
                        Money.of(rs.getLong("amount"), currency),
                        Money.of(rs.getLong("fee"), currency),
                        RefundType.valueOf(rs.getString("refund_type")),
                        rs.getString("reason"),
                        rs.getString("notify_url"),
                        rs.getString("fingerprint"),
                        Rows.need(rs, "created_at"));
        RefundState state =
                new RefundState(
                        RefundStage.valueOf(rs.getString("stage")),
                        SyncStatus.valueOf(rs.getString("sync_status")),
                        rs.getString("channel_refund_no"),
                        rs.getString("error_code"),
                        rs.getString("error_msg"),
                        rs.getBoolean("sent"),
                        rs.getInt("repeats"),
                        rs.getBoolean("refused"),
                        rs.getInt("asked"),
                        Rows.instant(rs, "act_at"),
                        Rows.instant(rs, "overdue_at"),
                        Rows.instant(rs, "completed_at"));
        return Refund.read(facts, state);
    }
}
