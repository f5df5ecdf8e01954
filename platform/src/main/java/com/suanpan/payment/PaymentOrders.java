package com.suanpan.payment;

import static java.util.Map.entry;

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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Table `payment_order`.
@Repository
class PaymentOrders {

    private static final String COLUMNS =
            """
            pay_order_no, merchant_id, order_no, amount, currency, fee, settle_mode, subject, body,
            attach, user_id, notify_url, return_url, fingerprint, cashier_token, pay_method,
            method_fingerprint, channel_code, flow_no, stage, sync_status, paid_amount,
            refunded_amount, close_wanted, due_at, deferred, created_at, expires_at, paid_at,
            notified_at
            """;

    private static final String NUMBERS =
            """
            select o.pay_order_no
            from unnest(:merchantIds, :orderNos) as k (merchant_id, order_no)
            cross join lateral (
                select pay_order_no from payment_order
                where lane = :lane and merchant_id = k.merchant_id and order_no = k.order_no
                limit 1) o
            """;

    private static final String LOCK =
            "select "
                    + COLUMNS
                    + """
                    from payment_order
                    where lane = :lane and pay_order_no = any(:payOrderNos)
                    order by pay_order_no
                    for update
                    """;

    private static final String BY_PAY_ORDER_NO =
            "select " + COLUMNS + "from payment_order where lane = :lane and pay_order_no = :no";

    private static final String BY_ORDER_NO =
            "select "
                    + COLUMNS
                    + """
                    from payment_order
                    where lane = :lane and merchant_id = :merchantId and order_no = :orderNo
                    """;

    private static final String BY_TOKEN =
            "select "
                    + COLUMNS
                    + "from payment_order where lane = :lane and cashier_token = :token";

    private static final String INSERT =
            """
            insert into payment_order (
                lane, pay_order_no, merchant_id, order_no, amount, currency, fee, settle_mode,
                subject, body, attach, user_id, notify_url, return_url, fingerprint,
                cashier_token, pay_method, method_fingerprint, channel_code, flow_no, status, stage,
                sync_status, paid_amount, refunded_amount, close_wanted, due_at, deferred,
                paid_at, notified_at, created_at, updated_at, expires_at)
            select :lane, n.pay_order_no, n.merchant_id, n.order_no, n.amount, n.currency, n.fee,
                n.settle_mode, n.subject, n.body, n.attach, n.user_id, n.notify_url,
                n.return_url, n.fingerprint, n.cashier_token, n.pay_method,
                n.method_fingerprint, n.channel_code, n.flow_no, n.status, n.stage, n.sync_status,
                n.paid_amount, 0, n.close_wanted, n.due_at, n.deferred, n.paid_at,
                n.notified_at, n.created_at, n.created_at, n.expires_at
            from unnest(:payOrderNos, :merchantIds, :orderNos, :amounts, :currencies, :fees,
                :settleModes, :subjects, :bodies, :attaches, :userIds, :notifyUrls, :returnUrls,
                :fingerprints, :cashierTokens, :payMethods, :methodFingerprints, :channelCodes,
                :flowNos, :statuses, :stages, :syncStatuses, :paidAmounts, :closeWanteds,
                cast(:dueAts as timestamptz[]), :deferreds, cast(:paidAts as timestamptz[]),
                cast(:notifiedAts as timestamptz[]), cast(:createdAts as timestamptz[]),
                cast(:expiresAts as timestamptz[]))
                as n (pay_order_no, merchant_id, order_no, amount, currency, fee, settle_mode,
                    subject, body, attach, user_id, notify_url, return_url, fingerprint,
                    cashier_token, pay_method, method_fingerprint, channel_code, flow_no, status,
                    stage, sync_status, paid_amount, close_wanted, due_at, deferred, paid_at,
                    notified_at, created_at, expires_at)
            on conflict (lane, merchant_id, order_no) do nothing
            """;

    private static final String UPDATE =
            """
            update payment_order o
            set stage = n.stage, status = n.status, pay_method = n.pay_method,
                method_fingerprint = n.method_fingerprint, channel_code = n.channel_code,
                flow_no = n.flow_no, paid_amount = n.paid_amount, close_wanted = n.close_wanted,
                due_at = n.due_at, deferred = n.deferred, paid_at = n.paid_at,
                notified_at = n.notified_at, updated_at = :now
            from unnest(:payOrderNos, :stagesBefore, :stages, :statuses, :payMethods,
                :methodFingerprints, :channelCodes, :flowNos, :paidAmounts, :closeWanteds,
                cast(:dueAts as timestamptz[]), :deferreds, cast(:paidAts as timestamptz[]),
                cast(:notifiedAts as timestamptz[]))
                as n (pay_order_no, stage_before, stage, status, pay_method,
                    method_fingerprint, channel_code, flow_no, paid_amount, close_wanted, due_at,
                    deferred, paid_at, notified_at)
            where o.lane = :lane and o.pay_order_no = any(:payOrderNos)
                and o.pay_order_no = n.pay_order_no and o.stage = n.stage_before
            """;

    private static final String DUE =
            """
            select pay_order_no from payment_order
            where lane = :lane and due_at <= :now
            order by due_at
            limit :n
            """;

    private final JdbcClient jdbc;

    PaymentOrders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Our numbers of those merchants' orders that exist; takes no lock.
    Query<String> numbers(int lane, List<Workbench.OrderKey> keys) {
        return Query.of(jdbc, NUMBERS, (rs, row) -> rs.getString("pay_order_no"))
                .param("lane", lane)
                .param("merchantIds", Column.text(keys, Workbench.OrderKey::merchantId))
                .param("orderNos", Column.text(keys, Workbench.OrderKey::orderNo));
    }

    /// Locks rows in the order of their numbers.
    Query<PaymentOrder> lock(int lane, Collection<String> payOrderNos) {
        return Query.of(jdbc, LOCK, (rs, row) -> order(rs))
                .param("lane", lane)
                .param("payOrderNos", payOrderNos.toArray(String[]::new));
    }

    Optional<PaymentOrder> find(int lane, String payOrderNo) {
        return jdbc.sql(BY_PAY_ORDER_NO)
                .param("lane", lane)
                .param("no", payOrderNo)
                .query((rs, row) -> order(rs))
                .optional();
    }

    Optional<PaymentOrder> find(int lane, String merchantId, String orderNo) {
        return jdbc.sql(BY_ORDER_NO)
                .param("lane", lane)
                .param("merchantId", merchantId)
                .param("orderNo", orderNo)
                .query((rs, row) -> order(rs))
                .optional();
    }

    Optional<PaymentOrder> findByToken(int lane, String cashierToken) {
        return jdbc.sql(BY_TOKEN)
                .param("lane", lane)
                .param("token", cashierToken)
                .query((rs, row) -> order(rs))
                .optional();
    }

    /// Inserts orders; misses its guard if another server was first with one of their numbers.
    void insert(int lane, List<PaymentOrder> orders) {
        List<OrderFacts> facts = orders.stream().map(o -> o.facts).toList();
        List<OrderState> states = orders.stream().map(PaymentOrder::state).toList();
        Write.of(jdbc, INSERT)
                .param("lane", lane)
                .param("payOrderNos", Column.text(facts, OrderFacts::payOrderNo))
                .param("merchantIds", Column.text(facts, OrderFacts::merchantId))
                .param("orderNos", Column.text(facts, OrderFacts::orderNo))
                .param("amounts", Column.number(facts, f -> f.amount().minor()))
                .param("currencies", Column.name(facts, f -> f.amount().currency()))
                .param("fees", Column.number(facts, f -> f.fee().minor()))
                .param("settleModes", Column.name(facts, OrderFacts::settleMode))
                .param("subjects", Column.text(facts, OrderFacts::subject))
                .param("bodies", Column.text(facts, OrderFacts::body))
                .param("attaches", Column.text(facts, OrderFacts::attach))
                .param("userIds", Column.text(facts, OrderFacts::userId))
                .param("notifyUrls", Column.text(facts, OrderFacts::notifyUrl))
                .param("returnUrls", Column.text(facts, OrderFacts::returnUrl))
                .param("fingerprints", Column.text(facts, OrderFacts::fingerprint))
                .param("cashierTokens", Column.text(facts, OrderFacts::cashierToken))
                .param("syncStatuses", Column.name(states, OrderState::syncStatus))
                .param("createdAts", Column.instant(facts, OrderFacts::createdAt))
                .param("expiresAts", Column.instant(facts, OrderFacts::expiresAt))
                .params(columns(states))
                .hits("payment_order insert", orders.size());
    }

    /// Moves orders from the stages they were read in.
    void update(int lane, List<PaymentOrder> orders, Instant now) {
        List<OrderState> states = orders.stream().map(PaymentOrder::state).toList();
        Write.of(jdbc, UPDATE)
                .param("lane", lane)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("payOrderNos", Column.text(orders, o -> o.facts.payOrderNo()))
                .param("stagesBefore", Column.name(orders, PaymentOrder::stageBefore))
                .params(columns(states))
                .hits("payment_order update", orders.size());
    }

    /// Numbers of orders whose expiry is to be looked at, oldest first.
    List<String> due(int lane, Instant now, int most) {
        return jdbc.sql(DUE)
                .param("lane", lane)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("n", most)
                .query(String.class)
                .list();
    }

    private static Map<String, Object> columns(List<OrderState> states) {
        return Map.ofEntries(
                entry("stages", Column.name(states, OrderState::stage)),
                entry("statuses", Column.name(states, s -> s.stage().status())),
                entry("payMethods", Column.text(states, OrderState::payMethod)),
                entry("methodFingerprints", Column.text(states, OrderState::methodFingerprint)),
                entry("channelCodes", Column.text(states, OrderState::channelCode)),
                entry("flowNos", Column.text(states, OrderState::flowNo)),
                entry("paidAmounts", Column.number(states, s -> s.paid().minor())),
                entry("closeWanteds", Column.flag(states, OrderState::closeWanted)),
                entry("dueAts", Column.instant(states, OrderState::dueAt)),
                entry("deferreds", Column.flag(states, OrderState::deferred)),
                entry("paidAts", Column.instant(states, OrderState::paidAt)),
                entry("notifiedAts", Column.instant(states, OrderState::notifiedAt)));
    }

    private static PaymentOrder order(ResultSet rs) throws SQLException {
        Currency currency = Currency.valueOf(rs.getString("currency"));
        OrderFacts facts =
                new OrderFacts(
                        rs.getString("pay_order_no"),
                        rs.getString("merchant_id"),
                        rs.getString("order_no"),
                        Money.of(rs.getLong("amount"), currency),
                        Money.of(rs.getLong("fee"), currency),
                        SettleMode.valueOf(rs.getString("settle_mode")),
                        rs.getString("subject"),
                        rs.getString("body"),
                        rs.getString("attach"),
                        rs.getString("user_id"),
                        rs.getString("notify_url"),
                        rs.getString("return_url"),
                        rs.getString("fingerprint"),
                        rs.getString("cashier_token"),
                        Rows.need(rs, "created_at"),
                        Rows.need(rs, "expires_at"));
        OrderState state =
                new OrderState(
                        OrderStage.valueOf(rs.getString("stage")),
                        rs.getString("pay_method"),
                        rs.getString("method_fingerprint"),
                        rs.getString("channel_code"),
                        rs.getString("flow_no"),
                        Money.of(rs.getLong("paid_amount"), currency),
                        Money.of(rs.getLong("refunded_amount"), currency),
                        SyncStatus.valueOf(rs.getString("sync_status")),
                        rs.getBoolean("close_wanted"),
                        Rows.instant(rs, "due_at"),
                        rs.getBoolean("deferred"),
                        Rows.instant(rs, "paid_at"),
                        Rows.instant(rs, "notified_at"));
        return PaymentOrder.read(facts, state);
    }
}
