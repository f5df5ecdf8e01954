package com.suanpan.payment;

import static java.util.Map.entry;

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

/// Table `payment_flow`.
@Repository
class PaymentFlows {

    private static final String COLUMNS =
            """
            flow_no, pay_order_no, merchant_id, provider, channel_code, pay_method,
            channel_request_no, channel_order_no, amount, currency, paid, payer_id, device_id,
            client_ip, stage, credential, error_code, error_msg, call_until, ask_at, asked,
            repeats, limit_at, overdue_at, created_at, paid_at, completed_at
            """;

    private static final String ORDERS_OF =
            """
            select distinct pay_order_no from payment_flow
            where lane = :lane and flow_no = any(:flowNos)
            """;

    private static final String LOCK =
            "select "
                    + COLUMNS
                    + """
                    from payment_flow
                    where lane = :lane and pay_order_no = any(:payOrderNos)
                    order by flow_no
                    for update
                    """;

    private static final String OF =
            "select "
                    + COLUMNS
                    + """
                    from payment_flow
                    where lane = :lane and pay_order_no = :payOrderNo
                    order by flow_no
                    """;

    private static final String ONE =
            "select " + COLUMNS + "from payment_flow where lane = :lane and flow_no = :flowNo";

    private static final String INSERT =
            """
            insert into payment_flow (
                lane, flow_no, pay_order_no, merchant_id, provider, channel_code, pay_method,
                channel_request_no, amount, currency, payer_id, device_id, client_ip, status,
                stage, credential, channel_order_no, paid, paid_at, error_code, error_msg,
                call_until, ask_at, asked, repeats, limit_at, overdue_at, created_at,
                completed_at)
            select :lane, n.flow_no, n.pay_order_no, n.merchant_id, n.provider, n.channel_code,
                n.pay_method, n.channel_request_no, n.amount, n.currency, n.payer_id, n.device_id,
                n.client_ip, n.status, n.stage, n.credential, n.channel_order_no, n.paid,
                n.paid_at, n.error_code, n.error_msg, n.call_until, n.ask_at, n.asked,
                n.repeats, n.limit_at, n.overdue_at, n.created_at, n.completed_at
            from unnest(:flowNos, :payOrderNos, :merchantIds, :providers, :channelCodes,
                :payMethods, :requestNos, :amounts, :currencies, :payerIds, :deviceIds,
                :clientIps, :statuses, :stages, :credentials, :channelOrderNos, :paids,
                cast(:paidAts as timestamptz[]), :errorCodes, :errorTexts,
                cast(:callUntils as timestamptz[]), cast(:askAts as timestamptz[]), :askeds,
                :repeateds, cast(:limitAts as timestamptz[]), cast(:overdueAts as timestamptz[]),
                cast(:createdAts as timestamptz[]), cast(:completedAts as timestamptz[]))
                as n (flow_no, pay_order_no, merchant_id, provider, channel_code, pay_method,
                    channel_request_no, amount, currency, payer_id, device_id, client_ip, status,
                    stage, credential, channel_order_no, paid, paid_at, error_code, error_msg,
                    call_until, ask_at, asked, repeats, limit_at, overdue_at, created_at,
                    completed_at)
            """;

    private static final String UPDATE =
            """
            update payment_flow f
            set stage = n.stage, status = n.status, credential = n.credential,
                channel_order_no = n.channel_order_no, paid = n.paid, paid_at = n.paid_at,
                error_code = n.error_code, error_msg = n.error_msg, call_until = n.call_until,
                ask_at = n.ask_at, asked = n.asked, repeats = n.repeats, overdue_at = n.overdue_at,
                completed_at = n.completed_at
            from unnest(:flowNos, :stagesBefore, :stages, :statuses, :credentials,
                :channelOrderNos, :paids, cast(:paidAts as timestamptz[]), :errorCodes,
                :errorTexts, cast(:callUntils as timestamptz[]), cast(:askAts as timestamptz[]),
                :askeds, :repeateds, cast(:overdueAts as timestamptz[]),
                cast(:completedAts as timestamptz[]))
                as n (flow_no, stage_before, stage, status, credential, channel_order_no, paid,
                    paid_at, error_code, error_msg, call_until, ask_at, asked, repeats, overdue_at,
                    completed_at)
            where f.lane = :lane and f.flow_no = any(:flowNos)
                and f.flow_no = n.flow_no and f.stage = n.stage_before
            """;

    /// The inner select runs once, whatever the planner thinks; busy channel accounts are left out.
    private static final String CLAIM =
            """
            with due as materialized (
                select flow_no from payment_flow
                where lane = :lane and ask_at <= :now and channel_code <> all(:busy)
                order by ask_at
                limit :n
                for update skip locked)
            update payment_flow f
            set ask_at = :lease
            from due
            where f.lane = :lane and f.flow_no = due.flow_no
            returning
            """
                    + qualified(COLUMNS);

    private final JdbcClient jdbc;

    PaymentFlows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Our numbers of the orders that these flows belong to; takes no lock.
    Query<String> ordersOf(int lane, Collection<String> flowNos) {
        return Query.of(jdbc, ORDERS_OF, (rs, row) -> rs.getString("pay_order_no"))
                .param("lane", lane)
                .param("flowNos", flowNos.toArray(String[]::new));
    }

    /// Locks all flows of these orders in the order of their numbers.
    Query<PaymentFlow> lock(int lane, Collection<String> payOrderNos) {
        return Query.of(jdbc, LOCK, (rs, row) -> flow(rs))
                .param("lane", lane)
                .param("payOrderNos", payOrderNos.toArray(String[]::new));
    }

    /// The flows of an order, oldest first.
    List<PaymentFlow> of(int lane, String payOrderNo) {
        return jdbc.sql(OF)
                .param("lane", lane)
                .param("payOrderNo", payOrderNo)
                .query((rs, row) -> flow(rs))
                .list();
    }

    Optional<PaymentFlow> find(int lane, String flowNo) {
        return jdbc.sql(ONE)
                .param("lane", lane)
                .param("flowNo", flowNo)
                .query((rs, row) -> flow(rs))
                .optional();
    }

    /// Takes flows that are to be asked about now, but of no busy channel account, and keeps others
    /// from them until `lease`.
    List<PaymentFlow> claim(
            int lane, Instant now, Instant lease, int most, Collection<String> busy) {
        return jdbc.sql(CLAIM)
                .param("lane", lane)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("lease", lease.atOffset(ZoneOffset.UTC))
                .param("n", most)
                .param("busy", busy.toArray(String[]::new))
                .query((rs, row) -> flow(rs))
                .list();
    }

    void insert(int lane, List<PaymentFlow> flows) {
        List<FlowFacts> facts = flows.stream().map(f -> f.facts).toList();
        List<FlowState> states = flows.stream().map(PaymentFlow::state).toList();
        Write.of(jdbc, INSERT)
                .param("lane", lane)
                .param("flowNos", Column.text(facts, FlowFacts::flowNo))
                .param("payOrderNos", Column.text(facts, FlowFacts::payOrderNo))
                .param("merchantIds", Column.text(facts, FlowFacts::merchantId))
                .param("providers", Column.text(facts, FlowFacts::provider))
                .param("channelCodes", Column.text(facts, FlowFacts::channelCode))
                .param("payMethods", Column.text(facts, FlowFacts::payMethod))
                .param("requestNos", Column.text(facts, FlowFacts::channelRequestNo))
                .param("amounts", Column.number(facts, f -> f.amount().minor()))
                .param("currencies", Column.name(facts, f -> f.amount().currency()))
                .param("payerIds", Column.text(facts, FlowFacts::payerId))
                .param("deviceIds", Column.text(facts, FlowFacts::deviceId))
                .param("clientIps", Column.text(facts, FlowFacts::clientIp))
                .param("limitAts", Column.instant(facts, FlowFacts::limitAt))
                .param("createdAts", Column.instant(facts, FlowFacts::createdAt))
                .params(columns(states))
                .hits("payment_flow insert", flows.size());
    }

    /// Moves flows from the stages they were read in.
    void update(int lane, List<PaymentFlow> flows) {
        List<FlowState> states = flows.stream().map(PaymentFlow::state).toList();
        Write.of(jdbc, UPDATE)
                .param("lane", lane)
                .param("flowNos", Column.text(flows, f -> f.facts.flowNo()))
                .param("stagesBefore", Column.name(flows, PaymentFlow::stageBefore))
                .params(columns(states))
                .hits("payment_flow update", flows.size());
    }

    private static Map<String, Object> columns(List<FlowState> states) {
        return Map.ofEntries(
                entry("stages", Column.name(states, FlowState::stage)),
                entry("statuses", Column.name(states, s -> s.stage().status())),
                entry("credentials", Column.text(states, FlowState::credential)),
                entry("channelOrderNos", Column.text(states, FlowState::channelOrderNo)),
                entry("paids", Column.number(states, s -> s.paid().minor())),
                entry("paidAts", Column.instant(states, FlowState::paidAt)),
                entry("errorCodes", Column.text(states, FlowState::errorCode)),
                entry("errorTexts", Column.text(states, FlowState::errorText)),
                entry("callUntils", Column.instant(states, FlowState::callUntil)),
                entry("askAts", Column.instant(states, FlowState::askAt)),
                entry("askeds", Column.number(states, FlowState::asked)),
                entry("repeateds", Column.number(states, FlowState::repeats)),
                entry("overdueAts", Column.instant(states, FlowState::overdueAt)),
                entry("completedAts", Column.instant(states, FlowState::completedAt)));
    }

    private static String qualified(String columns) {
        return columns.replaceAll("([a-z_]+)(,|\\s*$)", "f.$1$2");
    }

    private static PaymentFlow flow(ResultSet rs) throws SQLException {
        Currency currency = Currency.valueOf(rs.getString("currency"));
        FlowFacts facts =
                new FlowFacts(
                        rs.getString("flow_no"),
                        rs.getString("pay_order_no"),
                        rs.getString("merchant_id"),
                        rs.getString("provider"),
                        rs.getString("channel_code"),
                        rs.getString("pay_method"),
                        rs.getString("channel_request_no"),
                        Money.of(rs.getLong("amount"), currency),
                        rs.getString("payer_id"),
                        rs.getString("device_id"),
                        rs.getString("client_ip"),
                        Rows.need(rs, "created_at"),
                        Rows.need(rs, "limit_at"));
        FlowState state =
                new FlowState(
                        FlowStage.valueOf(rs.getString("stage")),
                        rs.getString("credential"),
                        rs.getString("channel_order_no"),
                        Money.of(rs.getLong("paid"), currency),
                        Rows.instant(rs, "paid_at"),
                        rs.getString("error_code"),
                        rs.getString("error_msg"),
                        Rows.instant(rs, "call_until"),
                        Rows.instant(rs, "ask_at"),
                        rs.getInt("asked"),
                        rs.getInt("repeats"),
                        Rows.instant(rs, "overdue_at"),
                        Rows.instant(rs, "completed_at"));
        return PaymentFlow.read(facts, state);
    }
}
